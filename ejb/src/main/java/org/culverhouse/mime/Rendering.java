package org.culverhouse.mime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.culverhouse.api.Capacity;
import org.jspecify.annotations.Nullable;

/** Octets in IMAP syntax, being written (RFC 9051 section 4.3: string and NIL). */
final class Rendering {
  /** Longer ones become literals: some clients read lines into a fixed buffer. */
  private static final int MAX_QUOTED = 1000;

  private final StringForm form;
  private byte[] octets;
  private int length;

  Rendering(StringForm form, int expected) {
    this.form = form;
    octets = new byte[expected];
  }

  StringForm form() {
    return form;
  }

  int length() {
    return length;
  }

  byte[] toBytes() {
    return Arrays.copyOf(octets, length);
  }

  Rendering raw(String ascii) {
    reserve(ascii.length());
    for (int i = 0; i < ascii.length(); i++) {
      octets[length++] = (byte) ascii.charAt(i);
    }
    return this;
  }

  Rendering raw(byte[] rendered) {
    reserve(rendered.length);
    System.arraycopy(rendered, 0, octets, length, rendered.length);
    length += rendered.length;
    return this;
  }

  Rendering number(long number) {
    return raw(Long.toString(number));
  }

  /** Text that people read. */
  Rendering nstring(@Nullable String text) {
    return text == null ? raw("NIL") : string(text);
  }

  Rendering string(String text) {
    var string = form == StringForm.ASCII ? EncodedWords.encodeNonAscii(text) : text;
    var encoded = string.getBytes(StandardCharsets.UTF_8);
    return encoded.length > MAX_QUOTED || hasControls(string) ? literal(encoded) : quoted(encoded);
  }

  /** What may not stand in a quoted string, UTF-8 or not (RFC 6855 section 3). */
  private static boolean hasControls(String string) {
    return string.chars().anyMatch(c -> c >= 0x80 && c < 0xA0);
  }

  private Rendering literal(byte[] encoded) {
    return raw("{" + encoded.length + "}\r\n").raw(encoded);
  }

  private Rendering quoted(byte[] encoded) {
    reserve(2 * encoded.length + 2);
    octets[length++] = '"';
    for (byte octet : encoded) {
      if (octet == '"' || octet == '\\') {
        octets[length++] = '\\';
      }
      octets[length++] = octet;
    }
    octets[length++] = '"';
    return this;
  }

  private void reserve(int count) {
    if (count > octets.length - length) {
      octets = Arrays.copyOf(octets, Capacity.grown(octets.length, (long) length + count));
    }
  }
}
