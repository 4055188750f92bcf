package org.culverhouse.mime;

/** Octets of a message, counted from its first. */
public record Range(long offset, long length) {
  public Range {
    if (offset < 0 || length < 0) {
      throw new IllegalArgumentException("range " + offset + "+" + length);
    }
  }

  static Range between(long start, long end) {
    return new Range(start, end - start);
  }

  public long end() {
    return offset + length;
  }
}
