package org.culverhouse.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Making and filling the files of segments. */
final class SegmentFile {
  private static final int ZEROS = 1 << 20;

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
    var zeros = ByteBuffer.allocate((int) Math.min(ZEROS, Math.max(0, to - from)));
    for (long at = from; at < to; at += ZEROS) {
      handle.write(at, List.of(zeros.slice(0, (int) Math.min(ZEROS, to - at))));
    }
  }

  static SegmentHeader header(StoreIo.Handle handle, String file) throws IOException {
    var octets = ByteBuffer.allocate(SegmentHeader.LENGTH);
    handle.read(0, octets);
    return SegmentHeader.decode(octets, file);
  }
}
