package org.culverhouse.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Making and filling the files of segments. */
final class SegmentFile {
  private static final int MOST_AT_ONCE = 1 << 20;
  private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(1 << 16).asReadOnlyBuffer();

  private SegmentFile() {}

  /** A new segment that is on disk with its name, filled with zeros up to {@code length}. */
  static StoreIo.Handle create(StoreIo io, StoreFiles files, SegmentHeader header, long length)
      throws IOException {
    var path = files.segment(header.segment());
    io.delete(path);
    var handle = io.open(path, StoreIo.Access.CREATE);
    try {
      handle.write(0, List.of(header.encode()));
      zeros(handle, SegmentHeader.LENGTH, length);
      handle.forceAll();
      io.syncDirectory(files.log());
      return handle;
    } catch (IOException e) {
      handle.close();
      io.delete(path);
      throw e;
    }
  }

  static void zeros(StoreIo.Handle handle, long from, long to) throws IOException {
    for (long at = from; at < to; at += MOST_AT_ONCE) {
      handle.write(at, zeros(Math.min(MOST_AT_ONCE, to - at)));
    }
  }

  /** So many zeros, to be written. */
  static List<ByteBuffer> zeros(long count) {
    var zeros = new ArrayList<ByteBuffer>();
    for (long left = count; left > 0; left -= ZEROS.capacity()) {
      zeros.add(ZEROS.slice(0, (int) Math.min(left, ZEROS.capacity())));
    }
    return zeros;
  }

  static SegmentHeader header(StoreIo.Handle handle, String file) throws IOException {
    var octets = ByteBuffer.allocate(SegmentHeader.LENGTH);
    handle.read(0, octets);
    return SegmentHeader.decode(octets, file);
  }
}
