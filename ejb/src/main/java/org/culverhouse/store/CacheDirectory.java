package org.culverhouse.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.culverhouse.api.Capacity;

/**
 * Which body of a segment has its entry where in the cache file: pairs of u32, both in units of
 * eight octets, sorted by body. Guarded by the lock of {@link Structures}.
 */
final class CacheDirectory {
  static final int PAIR = 8;
  private static final int FEW = 64;

  private ByteBuffer pairs;
  private int count;

  /** Where the last one was found: the next is often asked for next. */
  private int last = -1;

  private CacheDirectory(ByteBuffer pairs, int count) {
    this.pairs = pairs.order(ByteOrder.LITTLE_ENDIAN);
    this.count = count;
  }

  static CacheDirectory empty() {
    return new CacheDirectory(ByteBuffer.allocate(FEW * PAIR), 0);
  }

  /** A view of what a file says. */
  static CacheDirectory of(ByteBuffer pairs) {
    return new CacheDirectory(pairs.slice(), pairs.remaining() / PAIR);
  }

  /** One that may be changed, and no view of a file any more. */
  CacheDirectory copy() {
    int length = count * PAIR;
    var copy = ByteBuffer.allocate(length + FEW * PAIR).put(0, pairs, 0, length);
    return new CacheDirectory(copy, count);
  }

  int count() {
    return count;
  }

  /** The entry of the body at that offset of the segment, or -1. */
  long find(long offset) {
    int at = search((int) (offset >>> 3));
    return at < 0 ? -1 : position(at);
  }

  private int search(int key) {
    if (last + 1 < count && key(last + 1) == key) {
      return ++last;
    }
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int found = key(middle);
      if (found == key) {
        last = middle;
        return middle;
      }
      if (found < key) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }

  private int key(int at) {
    return pairs.getInt(at * PAIR);
  }

  private long position(int at) {
    return (pairs.getInt(at * PAIR + 4) & 0xffff_ffffL) << 3;
  }

  /** The newest entry of a body counts. */
  void put(long offset, long position) {
    int key = (int) (offset >>> 3);
    int at = search(key);
    if (at < 0) {
      at = -at - 1;
      insert(at);
      pairs.putInt(at * PAIR, key);
    }
    pairs.putInt(at * PAIR + 4, (int) (position >>> 3));
  }

  private void insert(int at) {
    long needed = (count + 1L) * PAIR;
    if (needed > pairs.capacity()) {
      var larger = Arrays.copyOf(pairs.array(), Capacity.grown(pairs.capacity(), needed));
      pairs = ByteBuffer.wrap(larger).order(ByteOrder.LITTLE_ENDIAN);
    }
    byte[] octets = pairs.array();
    System.arraycopy(octets, at * PAIR, octets, (at + 1) * PAIR, (count - at) * PAIR);
    count++;
    last = -1;
  }

  /** Forgets the entries that stand there or behind. */
  void removeFrom(long position) {
    int kept = 0;
    for (int at = 0; at < count; at++) {
      if (position(at) < position) {
        pairs.putLong(kept * PAIR, pairs.getLong(at * PAIR));
        kept++;
      }
    }
    count = kept;
    last = -1;
  }

  ByteBuffer encode() {
    return pairs.slice(0, count * PAIR);
  }
}
