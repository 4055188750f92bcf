package org.culverhouse.api.model;

/**
 * A unique identifier of a message in its mailbox (RFC 9051 section 2.3.1.1): 32 bits, never zero.
 */
public record Uid(long value) implements Comparable<Uid> {
  public static final long MAX = 0xFFFF_FFFFL;

  public Uid {
    if (value < 1 || value > MAX) {
      throw new IllegalArgumentException("UID " + value);
    }
  }

  @Override
  public int compareTo(Uid other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
