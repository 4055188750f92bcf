package org.culverhouse.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Reads the records of one segment from front to back, without the bodies. One thread. */
final class SegmentReader {
  private static final int WINDOW = 1 << 18;
  private static final int FIRST_WINDOW = 1 << 12;

  private final StoreIo.Handle handle;
  private final String file;
  private final RecordHeader.Seed seed;
  private final long limit;
  private ByteBuffer window = ByteBuffer.allocate(0);

  /** Often a look at one record is all. */
  private int nextWindow = FIRST_WINDOW;

  private long windowAt;

  SegmentReader(StoreIo.Handle handle, String file, RecordHeader.Seed seed, long limit) {
    this.handle = handle;
    this.file = file;
    this.seed = seed;
    this.limit = limit;
  }

  long limit() {
    return limit;
  }

  /**
   * A record whose header is sound.
   *
   * @param payload empty for a body
   * @param isSound whether the payload is what was written; true for a body, which is not read
   */
  record Found(
      long offset, RecordHeader header, ByteBuffer octets, ByteBuffer payload, boolean isSound) {
    long end() {
      return offset + header.recordLength();
    }

    boolean isBody() {
      return header.type() == RecordType.BLOB.number();
    }
  }

  /** The record that begins there, if one does and ends before the limit. */
  Optional<Found> at(long offset) throws IOException {
    if (offset < 0 || limit - offset < RecordHeader.LENGTH) {
      return Optional.empty();
    }
    var octets = octets(offset, RecordHeader.LENGTH);
    if (!RecordHeader.isAt(octets, seed, offset)) {
      return Optional.empty();
    }
    var header = RecordHeader.get(octets);
    if (offset + header.recordLength() > limit) {
      return Optional.empty();
    }
    var copy = ByteBuffer.allocate(RecordHeader.LENGTH).put(octets).flip();
    if (header.type() == RecordType.BLOB.number()) {
      return Optional.of(new Found(offset, header, copy, ByteBuffer.allocate(0), true));
    }
    var payload = octets(offset + RecordHeader.LENGTH, header.payloadLength());
    boolean sound = RecordHeader.checksum(payload) == header.dataCrc();
    return Optional.of(new Found(offset, header, copy, payload, sound));
  }

  LogRecord decode(Found found, RecordType type) throws CorruptFileException {
    return RecordCodec.decode(type, new PayloadReader(found.payload, file, found.offset));
  }

  /** Whether the octets of a body are what was written. */
  boolean isBodySound(Found body) throws IOException {
    var payload = octets(body.offset + RecordHeader.LENGTH, body.header.payloadLength());
    return RecordHeader.checksum(payload) == body.header.dataCrc();
  }

  /** What stands in front of the octets of a body, which is sound. */
  LogRecord.BlobHead head(Found body) throws IOException {
    var head = octets(body.offset + RecordHeader.LENGTH, RecordCodec.BLOB_HEAD_LENGTH);
    return RecordCodec.blobHead(new PayloadReader(head, file, body.offset));
  }

  /** Whether nothing but zeros stands between the payload and the next record. */
  boolean isPadded(Found found) throws IOException {
    long from = found.offset + RecordHeader.LENGTH + found.header.payloadLength();
    var padding = octets(from, (int) (found.end() - from));
    while (padding.hasRemaining()) {
      if (padding.get() != 0) {
        return false;
      }
    }
    return true;
  }

  /** The next place from {@code offset} on where a sound header is. */
  Optional<Found> next(long offset) throws IOException {
    for (long at = offset; at + RecordHeader.LENGTH <= limit; at += 8) {
      var ahead = ahead(at);
      int end = ahead.remaining() - RecordHeader.LENGTH;
      int next = 0;
      while (next < end && ahead.getInt(next) != RecordHeader.MAGIC) {
        next += 8;
      }
      at += next;
      var found = at(at);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** What is in the window from there on, at least a header. */
  private ByteBuffer ahead(long offset) throws IOException {
    octets(offset, RecordHeader.LENGTH);
    int from = (int) (offset - windowAt);
    return window.slice(from, window.limit() - from).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Whether a transaction behind {@code offset} was written after all before it had been synced.
   */
  boolean provesSync(long offset) throws IOException {
    var found = next(offset + 8);
    while (found.isPresent()) {
      if (found.get().header.isAfterSync()) {
        return true;
      }
      found = next(found.get().offset + 8);
    }
    return false;
  }

  /** The end of what is not zero, or {@code offset} if nothing is from there on. */
  long endOfData(long offset) throws IOException {
    long end = offset;
    for (long at = offset; at < limit; ) {
      int length = (int) Math.min(WINDOW, limit - at);
      var octets = octets(at, length);
      int last = length;
      while (last >= 8 && octets.getLong(last - 8) == 0) {
        last -= 8;
      }
      while (last > 0 && octets.get(last - 1) == 0) {
        last--;
      }
      end = last > 0 ? at + last : end;
      at += length;
    }
    return end;
  }

  /** A view of the file; what lies behind its end is zero. */
  private ByteBuffer octets(long offset, int length) throws IOException {
    if (offset < windowAt || offset + length > windowAt + window.limit()) {
      int size = (int) Math.max(length, Math.min(nextWindow, limit - offset));
      nextWindow = Math.min(WINDOW, nextWindow * 4);
      if (window.capacity() < size) {
        window = ByteBuffer.allocate(size);
      }
      window.clear().limit(size);
      handle.read(offset, window);
      while (window.hasRemaining()) {
        window.put((byte) 0);
      }
      window.flip();
      windowAt = offset;
    }
    return window.slice((int) (offset - windowAt), length);
  }
}
