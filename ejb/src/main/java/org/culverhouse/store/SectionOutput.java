package org.culverhouse.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Writes octets one after the other through a buffer; one thread. */
final class SectionOutput {
  private static final int BUFFER = 1 << 18;

  private final StoreIo.Handle handle;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
  private long flushed;

  SectionOutput(StoreIo.Handle handle) {
    this.handle = handle;
  }

  long position() {
    return flushed + buffer.position();
  }

  void put(ByteBuffer octets) throws IOException {
    while (octets.hasRemaining()) {
      if (!buffer.hasRemaining()) {
        flush();
      }
      int count = Math.min(buffer.remaining(), octets.remaining());
      buffer.put(octets.slice(octets.position(), count));
      octets.position(octets.position() + count);
    }
  }

  void align(int size) throws IOException {
    put(ByteBuffer.allocate((int) (-position() & (size - 1))));
  }

  void flush() throws IOException {
    int count = buffer.position();
    handle.write(flushed, List.of(buffer.flip()));
    flushed += count;
    buffer.clear();
  }
}
