package org.culverhouse.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.culverhouse.mailbox.UidBitmap;
import org.roaringbitmap.RoaringBitmap;

/** Reads the fields of a payload, little-endian; never past its end. One thread. */
final class PayloadReader {
  private final ByteBuffer payload;
  private final String file;
  private final long offset;

  /** The file and the offset of the record are for the text of an exception. */
  PayloadReader(ByteBuffer payload, String file, long offset) {
    this.payload = payload.slice().order(ByteOrder.LITTLE_ENDIAN);
    this.file = file;
    this.offset = offset;
  }

  boolean hasMore() {
    return payload.hasRemaining();
  }

  private ByteBuffer take(int bytes) throws CorruptFileException {
    if (bytes < 0 || payload.remaining() < bytes) {
      throw corrupt("length of the payload", "at least " + (payload.position() + (long) bytes));
    }
    return payload;
  }

  CorruptFileException corrupt(String what, Object expected) {
    return new CorruptFileException(file, offset, what, expected, payload.limit() + " octets");
  }

  int u8() throws CorruptFileException {
    return take(1).get() & 0xFF;
  }

  int u16() throws CorruptFileException {
    return take(2).getShort() & 0xFFFF;
  }

  long u32() throws CorruptFileException {
    return take(4).getInt() & 0xFFFF_FFFFL;
  }

  long u64() throws CorruptFileException {
    return take(8).getLong();
  }

  /** A number of 64 bits that is not below zero. */
  long u63() throws CorruptFileException {
    long value = u64();
    if (value < 0) {
      throw corrupt("number", "one below 2^63");
    }
    return value;
  }

  /** A number of 32 bits that an int can hold. */
  int u31() throws CorruptFileException {
    long value = u32();
    if (value > Integer.MAX_VALUE) {
      throw corrupt("number", "one below 2^31");
    }
    return (int) value;
  }

  byte[] octets(int count) throws CorruptFileException {
    var octets = new byte[take(count).remaining() < count ? 0 : count];
    payload.get(octets);
    return octets;
  }

  /** All that is left, in memory of its own. */
  ByteBuffer rest() {
    return ByteBuffer.allocate(payload.remaining())
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(payload)
        .flip();
  }

  String text() throws CorruptFileException {
    var octets = octets(u16());
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (CharacterCodingException e) {
      throw corrupt("text", "UTF-8");
    }
  }

  void skip(int count) throws CorruptFileException {
    take(count).position(payload.position() + count);
  }

  void align(int size) throws CorruptFileException {
    skip((size - payload.position() % size) % size);
  }

  Guid guid() throws CorruptFileException {
    return new Guid(u64(), u64());
  }

  int[] numbers(int count) throws CorruptFileException {
    take(Math.multiplyExact(count, 2));
    var numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = u16();
    }
    return numbers;
  }

  UidBitmap uids() throws CorruptFileException {
    long kind = u32();
    long count = u32();
    if (kind == PayloadWriter.KIND_ROARING) {
      return roaring(count);
    }
    if (kind != PayloadWriter.KIND_RUNS) {
      throw corrupt("kind of UID set", "0 or 1");
    }
    take((int) Math.min(Integer.MAX_VALUE, count * 8));
    var bits = new RoaringBitmap();
    long previous = 0;
    for (long i = 0; i < count; i++) {
      long first = u32();
      long last = u32();
      if (first <= previous || last < first) {
        throw corrupt("run of UIDs", "an ascending one");
      }
      bits.add(first, last + 1);
      previous = last;
    }
    return UidBitmap.wrap(bits);
  }

  private UidBitmap roaring(long length) throws CorruptFileException {
    var slice =
        take((int) Math.min(Integer.MAX_VALUE, length)).slice(payload.position(), (int) length);
    var bits = new RoaringBitmap();
    try {
      bits.deserialize(slice);
      if (bits.contains(0) || bits.serializedSizeInBytes() != length) {
        throw corrupt("set of UIDs", "a Roaring bitmap without 0");
      }
    } catch (IOException | RuntimeException e) {
      throw corrupt("set of UIDs", "a Roaring bitmap");
    }
    skip((int) length);
    return UidBitmap.wrap(bits);
  }
}
