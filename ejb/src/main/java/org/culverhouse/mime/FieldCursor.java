package org.culverhouse.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Goes over the fields of a header (RFC 5322 section 2.2). Lines that are no field are passed over;
 * of a longer field only the first 64 KiB are seen.
 */
final class FieldCursor {
  static final int MAX_FIELD = 64 * 1024;

  private final byte[] octets;
  private final int end;
  private int next;
  private int nameStart;
  private int nameEnd;
  private int valueStart;
  private int valueEnd;

  FieldCursor(byte[] octets, int start, int end) {
    this.octets = octets;
    this.next = start;
    this.end = end;
  }

  /** To the next field; false after the last. */
  boolean next() {
    while (next < end) {
      nameStart = next;
      next = endOfField(next);
      if (splitAtColon()) {
        return true;
      }
    }
    return false;
  }

  /** Where the field begins. */
  int start() {
    return nameStart;
  }

  /** After the field's last line end. */
  int end() {
    return next;
  }

  /** The whole field as it stands. */
  void copyTo(ByteArrayOutputStream out) {
    out.write(octets, nameStart, next - nameStart);
  }

  /** Whether {@link #value} is not the whole value. */
  boolean isCut() {
    return next - nameStart > MAX_FIELD;
  }

  /** A cheap look before many names are compared. */
  boolean mayBeContentField() {
    return nameEnd - nameStart > 8 && octets[nameStart + 7] == '-';
  }

  boolean isNamed(String name) {
    return name.length() == nameEnd - nameStart && nameMatches(name);
  }

  String name() {
    return new String(octets, nameStart, nameEnd - nameStart, StandardCharsets.ISO_8859_1);
  }

  /** Unfolded, without white space in front; 8-bit octets are read by guess. */
  String value() {
    return HeaderText.read(octets, valueStart, valueEnd);
  }

  private boolean nameMatches(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = (char) (octets[nameStart + i] & 0xff);
      char wanted = name.charAt(i);
      if (c != wanted && Character.toLowerCase(c) != Character.toLowerCase(wanted)) {
        return false;
      }
    }
    return true;
  }

  private boolean splitAtColon() {
    int limit = Math.min(next, nameStart + MAX_FIELD);
    int at = nameStart;
    while (at < limit && octets[at] > ' ' && octets[at] != ':') {
      at++;
    }
    nameEnd = at;
    while (at < limit && (octets[at] == ' ' || octets[at] == '\t')) {
      at++;
    }
    if (nameEnd == nameStart || at == limit || octets[at] != ':') {
      return false;
    }
    valueStart = at + 1;
    valueEnd = limit;
    return true;
  }

  /** A line end that is not followed by white space ends a field. */
  private int endOfField(int start) {
    int at = start;
    while (true) {
      int feed = LineFeeds.find(octets, at, end);
      if (feed + 1 >= end) {
        return end;
      }
      at = feed + 1;
      if (octets[at] != ' ' && octets[at] != '\t') {
        return at;
      }
    }
  }
}
