package org.culverhouse.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values of header fields as SEARCH and SORT compare them: decoded, folded, in UTF-8. A value is u8
 * field, u16 length, octets. One thread.
 */
final class FoldedFields {
  /** More is not kept, and the message is read instead. */
  static final int MAX_SIZE = 8 * 1024;

  /** In front of a value. */
  static final int PREFIX = 3;

  private static final Name[] NAMES = Name.values();

  private final ByteArrayOutputStream values = new ByteArrayOutputStream(256);
  private boolean isWhole = true;

  /** Whose value it is; a key is of no field and only found by its place. */
  enum Name {
    SUBJECT("Subject"),
    FROM("From"),
    TO("To"),
    CC("Cc"),
    BCC("Bcc"),
    KEY("");

    private final String text;

    Name(String text) {
      this.text = text;
    }

    static @Nullable Name of(String field) {
      for (var name : NAMES) {
        if (name != KEY && name.text.equalsIgnoreCase(field)) {
          return name;
        }
      }
      return null;
    }

    private static @Nullable Name of(FieldCursor field) {
      for (var name : NAMES) {
        if (field.isNamed(name.text)) {
          return name;
        }
      }
      return null;
    }
  }

  void accept(FieldCursor field) {
    var name = Name.of(field);
    if (name != null && isWhole) {
      byte[] folded = fold(EncodedWords.decode(field.value()));
      if (folded == null || values.size() + PREFIX + folded.length > MAX_SIZE) {
        isWhole = false;
      } else {
        add(name, folded);
      }
    }
  }

  private void add(Name name, byte[] folded) {
    values.write(name.ordinal());
    values.write(folded.length);
    values.write(folded.length >>> 8);
    values.writeBytes(folded);
  }

  /** Where the text stands, folded, as u16 start and above it u16 length. */
  int key(String text) {
    byte[] folded = fold(text);
    if (folded == null || values.size() + PREFIX + folded.length > 2 * MAX_SIZE) {
      isWhole = false;
      return 0;
    }
    int start = folded.length == 0 ? 0 : find(folded);
    if (start < 0) {
      start = values.size() + PREFIX;
      add(Name.KEY, folded);
    }
    return folded.length << 16 | start;
  }

  private int find(byte[] wanted) {
    byte[] all = values.toByteArray();
    for (int at = 0; at + wanted.length <= all.length; at++) {
      if (Arrays.equals(all, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    return -1;
  }

  boolean isWhole() {
    return isWhole;
  }

  byte[] encode() {
    return isWhole ? values.toByteArray() : PartHeader.NOTHING;
  }

  /** Null for what UTF-8 cannot say, a lone surrogate. */
  static byte @Nullable [] fold(String text) {
    var folded = CaseMap.fold(text);
    byte[] octets = folded.getBytes(StandardCharsets.UTF_8);
    return new String(octets, StandardCharsets.UTF_8).equals(folded) ? octets : null;
  }
}
