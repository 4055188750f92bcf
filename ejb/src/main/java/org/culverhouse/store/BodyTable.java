package org.culverhouse.store;

import java.util.Arrays;
import java.util.BitSet;
import org.culverhouse.api.Capacity;

/** Every body of a log, by its pointer; they are added in the order of the log. One thread. */
final class BodyTable {
  private long[] pointers = new long[1024];
  private long[] sizes = new long[1024];
  private int count;
  private final BitSet damaged = new BitSet();

  /** What is known of a body. */
  enum Condition {
    SOUND,
    DAMAGED,
    /** It has another length than the message. */
    OTHER,
    MISSING
  }

  void add(long pointer, long size, boolean isSound) {
    if (count == pointers.length) {
      int capacity = Capacity.grown(count, count + 1L);
      pointers = Arrays.copyOf(pointers, capacity);
      sizes = Arrays.copyOf(sizes, capacity);
    }
    pointers[count] = pointer;
    sizes[count] = size;
    damaged.set(count, !isSound);
    count++;
  }

  int count() {
    return count;
  }

  Condition condition(long pointer, long size) {
    int index = Arrays.binarySearch(pointers, 0, count, pointer);
    if (index < 0) {
      return Condition.MISSING;
    }
    if (damaged.get(index)) {
      return Condition.DAMAGED;
    }
    return sizes[index] == size ? Condition.SOUND : Condition.OTHER;
  }

  /** Pointers to bodies that are damaged. */
  long[] damaged() {
    return damaged.stream().mapToLong(index -> pointers[index]).toArray();
  }
}
