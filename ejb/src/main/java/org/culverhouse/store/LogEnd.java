package org.culverhouse.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * A place between two records of the log.
 *
 * @param lsn of the record that comes next
 * @param last offset of the record before in this segment, or 0
 * @param chain checksum over the headers of the segment up to here
 */
record LogEnd(long segment, long offset, long lsn, int chain, long last) {
  LogEnd(long segment, long offset, long lsn, int chain) {
    this(segment, offset, lsn, chain, 0);
  }

  LogEnd after(ByteBuffer header, long recordLength) {
    return new LogEnd(segment, offset + recordLength, lsn + 1, chain(header), offset);
  }

  private int chain(ByteBuffer header) {
    var crc = new CRC32C();
    crc.update(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0, chain));
    crc.update(header.duplicate());
    return (int) crc.getValue();
  }
}
