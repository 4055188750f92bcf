package org.culverhouse.mime;

/** Two hexadecimal digits as an octet. */
final class Hex {
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
}
