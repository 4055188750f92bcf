package org.culverhouse.connector.session;

/**
 * Finds the empty stored block that ends a flush (RFC 1951 section 3.2.4): {@code 00 00 FF FF}. It
 * may stand within other data, too.
 */
final class FlushMark {
  private int matched;

  /** Whether the octets so far end with the mark. */
  boolean endsWith(byte octet) {
    matched =
        switch (matched) {
          case 2 -> octet == 0 ? 2 : octet == -1 ? 3 : 0;
          case 3 -> octet == 0 ? 1 : octet == -1 ? 4 : 0;
          default -> octet == 0 ? matched % 4 + 1 : 0;
        };
    return matched == 4;
  }
}
