package org.culverhouse.store;

/** Where a record is: 24 bits of segment number and 40 bits of offset in units of eight octets. */
final class Pointer {
  private static final int OFFSET_BITS = 40;
  static final long MAX_SEGMENT = (1L << 24) - 1;

  private Pointer() {}

  static long of(long segment, long offset) {
    if (segment < 1 || segment > MAX_SEGMENT || (offset & 7) != 0 || offset >> 3 >= 1L << 40) {
      throw new IllegalArgumentException("pointer to segment " + segment + ", offset " + offset);
    }
    return segment << OFFSET_BITS | offset >> 3;
  }

  static long segment(long pointer) {
    return pointer >>> OFFSET_BITS;
  }

  static long offset(long pointer) {
    return (pointer & (1L << OFFSET_BITS) - 1) << 3;
  }
}
