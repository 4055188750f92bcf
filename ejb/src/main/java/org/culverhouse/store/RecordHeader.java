package org.culverhouse.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The 32 octets in front of a payload. Their checksum begins with the store, the segment and the
 * offset, so a header that lies anywhere but where it was written is no header.
 */
record RecordHeader(int payloadLength, int type, int flags, long lsn, int epoch, int dataCrc) {
  static final int LENGTH = 32;
  static final int MAGIC = 0x31524C4D;

  /** The last record of a transaction. */
  static final int LAST = 1;

  /** A kind of record that is unknown may be passed over. */
  static final int DERIVED = 8;

  /** All that stands in front of this transaction was on disk when it was written. */
  static final int AFTER_SYNC = 16;

  boolean isLast() {
    return (flags & LAST) != 0;
  }

  boolean isAfterSync() {
    return (flags & AFTER_SYNC) != 0;
  }

  /** How far the next record is. */
  long recordLength() {
    return recordLength(payloadLength);
  }

  static long recordLength(long payloadLength) {
    return LENGTH + (payloadLength + 7) / 8 * 8;
  }

  /** What a checksum of a header begins with. */
  record Seed(UUID store, long segment) {}

  ByteBuffer encode(Seed seed, long offset) {
    var header = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(MAGIC).putInt(0).putInt(payloadLength);
    header.putShort((short) type).put((byte) flags).put((byte) 0);
    header.putLong(lsn).putInt(epoch).putInt(dataCrc);
    header.putInt(4, checksum(header, seed, offset));
    return header.flip();
  }

  private static int checksum(ByteBuffer header, Seed seed, long offset) {
    var crc = new CRC32C();
    var start = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    start.putLong(seed.store.getMostSignificantBits());
    start.putLong(seed.store.getLeastSignificantBits());
    start.putLong(seed.segment).putLong(offset);
    crc.update(start.flip());
    crc.update(header.slice(8, LENGTH - 8));
    return (int) crc.getValue();
  }

  /** Whether the 32 octets at the position of the buffer are the header of a record there. */
  static boolean isAt(ByteBuffer octets, Seed seed, long offset) {
    var header = octets.slice(octets.position(), LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    return header.getInt(0) == MAGIC
        && header.getInt(4) == checksum(header, seed, offset)
        && header.getInt(8) >= 0;
  }

  /** Reads a header that {@link #isAt} has found; the position stays. */
  static RecordHeader get(ByteBuffer octets) {
    var header = octets.slice(octets.position(), LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    return new RecordHeader(
        header.getInt(8),
        header.getShort(12) & 0xFFFF,
        header.get(14) & 0xFF,
        header.getLong(16),
        header.getInt(24),
        header.getInt(28));
  }

  static int checksum(ByteBuffer payload) {
    var crc = new CRC32C();
    crc.update(payload.duplicate());
    return (int) crc.getValue();
  }
}
