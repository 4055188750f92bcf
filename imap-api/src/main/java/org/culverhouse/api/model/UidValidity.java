package org.culverhouse.api.model;

/**
 * Tells one incarnation of a mailbox from the next (RFC 9051 section 2.3.1.1): 32 bits, never zero.
 */
public record UidValidity(long value) {
  public UidValidity {
    if (value < 1 || value > 0xFFFF_FFFFL) {
      throw new IllegalArgumentException("UIDVALIDITY " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
