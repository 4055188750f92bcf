package org.culverhouse.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * An entry of a cache file (docs/formats/cch.md): which body it is of, and what was found there.
 */
final class CacheEntry {
  static final int HEADER = 32;

  /**
   * A longer record is not kept: whoever writes such messages shall not fill the disk with them.
   */
  static final int MAX_RECORD = 1 << 16;

  private static final int MAGIC = 0x31454343;
  private static final int CHECKED_AT = 4;

  private CacheEntry() {}

  /** What checksums begin with: an entry of another file is none of this. */
  static byte[] seed(UUID store, long segment) {
    return ByteBuffer.allocate(24)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(store.getMostSignificantBits())
        .putLong(store.getLeastSignificantBits())
        .putLong(segment)
        .array();
  }

  static int length(int record) {
    return HEADER + record + 7 & ~7;
  }

  static void put(byte[] seed, long offset, Guid guid, ByteBuffer record, ByteBuffer out) {
    int start = out.position();
    int length = record.remaining();
    out.order(ByteOrder.LITTLE_ENDIAN).putInt(0).putInt(MAGIC).putInt(length);
    out.putInt((int) (offset >>> 3)).putLong(guid.high()).putLong(guid.low());
    out.put(record.duplicate());
    out.putInt(start, checksum(seed, out.slice(start + CHECKED_AT, HEADER - CHECKED_AT + length)));
    while (out.position() < start + length(length)) {
      out.put((byte) 0);
    }
  }

  private static int checksum(byte[] seed, ByteBuffer octets) {
    var crc = new CRC32C();
    crc.update(seed);
    crc.update(octets);
    return (int) crc.getValue();
  }

  /** The length of the record of an entry that seems to begin there, or -1. */
  static int recordLength(ByteBuffer octets, int at) {
    if (at + HEADER > octets.limit() || octets.getInt(at + 4) != MAGIC) {
      return -1;
    }
    int length = octets.getInt(at + 8);
    return length < 0 || length > MAX_RECORD ? -1 : length;
  }

  /** Where the body of an entry is, if the entry is sound and ends within the octets; else -1. */
  static long soundOffset(byte[] seed, ByteBuffer octets, int at) {
    int length = recordLength(octets, at);
    if (length < 0 || at + length(length) > octets.limit()) {
      return -1;
    }
    int found = checksum(seed, octets.slice(at + CHECKED_AT, HEADER - CHECKED_AT + length));
    return found == octets.getInt(at) ? (octets.getInt(at + 12) & 0xffff_ffffL) << 3 : -1;
  }

  /** Whether zeros fill a sound entry up to its end. */
  static boolean isPadded(ByteBuffer octets, int at, int end) {
    for (int i = at + HEADER + recordLength(octets, at); i < end; i++) {
      if (octets.get(i) != 0) {
        return false;
      }
    }
    return true;
  }

  /** The record, if the octets are a sound entry of that body. */
  static Optional<ByteBuffer> record(byte[] seed, long offset, Guid guid, ByteBuffer octets) {
    boolean isOfBody =
        soundOffset(seed, octets, 0) == offset
            && octets.getLong(16) == guid.high()
            && octets.getLong(24) == guid.low();
    return isOfBody
        ? Optional.of(octets.slice(HEADER, octets.getInt(8)).asReadOnlyBuffer())
        : Optional.empty();
  }
}
