package org.culverhouse.api.model;

/** An inclusive range of unsigned 32-bit numbers, in order. */
public record NumberRange(long first, long last) {
  public NumberRange {
    if (first < 1 || last < first || last > 0xFFFF_FFFFL) {
      throw new IllegalArgumentException("range " + first + ":" + last);
    }
  }

  public long size() {
    return last - first + 1;
  }
}
