package org.culverhouse.api.model;

/** A modification sequence (RFC 7162 section 3.1): 63 bits; zero stands for "before any change". */
public record ModSeq(long value) implements Comparable<ModSeq> {
  public static final ModSeq ZERO = new ModSeq(0);

  public ModSeq {
    if (value < 0) {
      throw new IllegalArgumentException("mod-sequence " + value);
    }
  }

  @Override
  public int compareTo(ModSeq other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
