package org.culverhouse.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.culverhouse.mailbox.UidBitmap;

/** Writes the fields of a payload, little-endian; one thread. */
final class PayloadWriter {
  /** A longer list of runs is written as a Roaring bitmap, if that is shorter. */
  private static final int MANY_RUNS = 16;

  /** A list of so many is always. */
  private static final int MAX_RUNS = 4096;

  static final int KIND_RUNS = 0;
  static final int KIND_ROARING = 1;

  private ByteBuffer buffer = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);

  private ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      int capacity = Math.max(buffer.capacity() * 2, Math.addExact(buffer.position(), bytes));
      buffer = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN).put(buffer.flip());
    }
    return buffer;
  }

  PayloadWriter u8(int value) {
    room(1).put((byte) value);
    return this;
  }

  PayloadWriter u16(int value) {
    room(2).putShort((short) value);
    return this;
  }

  PayloadWriter u32(long value) {
    room(4).putInt((int) value);
    return this;
  }

  PayloadWriter u64(long value) {
    room(8).putLong(value);
    return this;
  }

  PayloadWriter octets(byte[] octets) {
    room(octets.length).put(octets);
    return this;
  }

  PayloadWriter octets(ByteBuffer octets) {
    room(octets.remaining()).put(octets.duplicate());
    return this;
  }

  /** A u16 length and that many octets of UTF-8. */
  PayloadWriter text(String text) {
    var octets = text.getBytes(StandardCharsets.UTF_8);
    if (octets.length > 0xFFFF) {
      throw new IllegalArgumentException("text of " + octets.length + " octets");
    }
    return u16(octets.length).octets(octets);
  }

  PayloadWriter zeros(int count) {
    room(count).put(new byte[count]);
    return this;
  }

  PayloadWriter align(int size) {
    return zeros((size - buffer.position() % size) % size);
  }

  PayloadWriter guid(Guid guid) {
    return u64(guid.high()).u64(guid.low());
  }

  PayloadWriter numbers(int[] numbers) {
    for (int number : numbers) {
      u16(number);
    }
    return this;
  }

  /** u32 kind, u32 count, then runs of two u32, or a bitmap in the portable Roaring format. */
  PayloadWriter uids(UidBitmap uids) {
    var runs = runs(uids);
    if (runs.size() > MANY_RUNS) {
      var compressed = uids.bits().clone();
      compressed.runOptimize();
      int length = compressed.serializedSizeInBytes();
      if (length < runs.size() * 8 || runs.size() == MAX_RUNS) {
        u32(KIND_ROARING).u32(length);
        compressed.serialize(room(length));
        return this;
      }
    }
    u32(KIND_RUNS).u32(runs.size());
    runs.forEach(run -> u32(run[0]).u32(run[1]));
    return this;
  }

  /** The first ones, if there are too many. */
  private static List<long[]> runs(UidBitmap uids) {
    var runs = new ArrayList<long[]>();
    if (uids.isEmpty()) {
      return runs;
    }
    var bits = uids.bits();
    long last = uids.last();
    long first = uids.first();
    while (runs.size() < MAX_RUNS) {
      long absent = bits.nextAbsentValue((int) first);
      long end = absent < 0 ? last : Math.min(last, absent - 1);
      runs.add(new long[] {first, end});
      if (end == last) {
        return runs;
      }
      first = bits.nextValue((int) (end + 1));
    }
    return runs;
  }

  ByteBuffer done() {
    return buffer.flip();
  }
}
