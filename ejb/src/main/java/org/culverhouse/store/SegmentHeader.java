package org.culverhouse.store;

import java.nio.ByteBuffer;
import java.util.UUID;

/** The first 128 octets of a segment of the log (docs/formats/segment.md). */
record SegmentHeader(UUID store, long segment, long firstLsn, long createdMillis, long epoch) {
  static final int LENGTH = 128;
  private static final String MAGIC = "IMLOGSEG";
  private static final int INCOMPATIBLE_AT = 64;
  private static final int ALIGNMENT_AT = 76;

  ByteBuffer encode() {
    var header = FileHeader.start(MAGIC, LENGTH, store);
    header.putLong(segment).putLong(firstLsn).putLong(createdMillis).putLong(epoch);
    header.putInt(ALIGNMENT_AT, 8);
    return FileHeader.finish(header);
  }

  static SegmentHeader decode(ByteBuffer octets, String file) throws CorruptFileException {
    if (octets.capacity() < LENGTH) {
      throw new CorruptFileException(file, 0, "length of the header", LENGTH, octets.capacity());
    }
    FileHeader.check(octets, MAGIC, file);
    if (octets.getInt(INCOMPATIBLE_AT) != 0) {
      throw new CorruptFileException(
          file, INCOMPATIBLE_AT, "incompatible features", 0, octets.getInt(INCOMPATIBLE_AT));
    }
    return new SegmentHeader(
        FileHeader.store(octets),
        octets.getLong(32),
        octets.getLong(40),
        octets.getLong(48),
        octets.getLong(56));
  }
}
