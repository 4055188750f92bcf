package org.culverhouse.store;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.culverhouse.api.Content;

/** A body where it lies in its segment, which is held open until the content is closed. */
record SegmentContent(ReadHandles.Lease segment, Path file, long offset, long size)
    implements Content {
  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    int count = (int) Math.min(target.remaining(), Math.max(0, size - position));
    if (count == 0) {
      return 0;
    }
    int limit = target.limit();
    target.limit(target.position() + count);
    try {
      if (segment.read(offset + position, target) < count) {
        throw new EOFException(file + " ends within a message");
      }
    } finally {
      target.limit(limit);
    }
    return count;
  }

  @Override
  public void close() {
    segment.close();
  }
}
