package org.culverhouse.mime;

import java.util.HexFormat;

/** Two hexadecimal digits as an octet, and back. */
final class Hex {
  private static final HexFormat UPPER_CASE = HexFormat.of().withUpperCase();

  private Hex() {}

  /** The octet that the two digits at {@code at} mean, or -1. */
  static int pair(byte[] octets, int at, int end) {
    if (at + 1 >= end) {
      return -1;
    }
    int high = Character.digit(octets[at], 16);
    int low = Character.digit(octets[at + 1], 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  /** The mark and the two digits of the octet. */
  static void append(StringBuilder out, char mark, byte octet) {
    out.append(mark)
        .append(UPPER_CASE.toHighHexDigit(octet))
        .append(UPPER_CASE.toLowHexDigit(octet));
  }
}
