package org.culverhouse.api;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The octets of a message, of a part of one, or of a literal: of known size, in memory or on disk.
 * Not shared between threads. Closing releases what stands behind it.
 */
public interface Content extends AutoCloseable {
  long size();

  /**
   * Reads from {@code position} on until {@code target} is full or the content ends.
   *
   * @return how many octets were read, 0 at the end
   */
  int read(long position, ByteBuffer target) throws IOException;

  /**
   * The octets where they lie in memory, in their order; empty if they do not. They are only read,
   * and stay as they are as long as somebody holds them.
   */
  default List<ByteBuffer> pieces() {
    return List.of();
  }

  /** Nothing is read for a while: memory that can be filled again from the disk may go. */
  default void rest() {}

  @Override
  default void close() {}

  /** Octets in memory; the array is not copied. */
  static Content of(byte[] octets) {
    return of(ByteBuffer.wrap(octets));
  }

  /** Octets in memory, from position to limit; not copied. */
  static Content of(ByteBuffer octets) {
    var slice = octets.slice();
    return new Content() {
      @Override
      public long size() {
        return slice.limit();
      }

      @Override
      public List<ByteBuffer> pieces() {
        return List.of(slice.duplicate());
      }

      @Override
      public int read(long position, ByteBuffer target) {
        int count = (int) Math.min(target.remaining(), Math.max(0, slice.limit() - position));
        if (count > 0) {
          int at = (int) position;
          target.put(target.position(), slice, at, count);
          target.position(target.position() + count);
        }
        return count;
      }
    };
  }
}
