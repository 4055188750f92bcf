package org.culverhouse.index;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The mod-sequences of the slots of one {@link SlotBlock}: the different ones among them in
 * ascending order, and for each slot the index of its own, in planes of one bit of all indexes. So
 * a change of any number of messages costs some words, and the memory depends on how many changes
 * can be told apart. One writer; not changed any more once a state has it.
 */
final class ModSeqChunk {
  private static final int WORDS = SlotBlock.WORDS;

  private long[] numbers;
  private int count;
  private long[] planes;

  /** Whether index 0 means that the number is in the file, and is at most {@code numbers[0]}. */
  private boolean hasStored;

  private ModSeqChunk(long[] numbers, int count, long[] planes, boolean hasStored) {
    this.numbers = numbers;
    this.count = count;
    this.planes = planes;
    this.hasStored = hasStored;
  }

  static ModSeqChunk equal(long modSeq) {
    return new ModSeqChunk(new long[] {modSeq}, 1, new long[0], false);
  }

  static ModSeqChunk stored(long largest) {
    return new ModSeqChunk(new long[] {largest}, 1, new long[0], true);
  }

  ModSeqChunk copy() {
    return new ModSeqChunk(numbers.clone(), count, planes.clone(), hasStored);
  }

  /** Whether every slot has this number. */
  boolean isEqual(long modSeq) {
    return count == 1 && !hasStored && numbers[0] == modSeq;
  }

  /** No slot has a larger number. */
  long largest() {
    return count == 1 ? numbers[0] : Math.max(numbers[0], numbers[count - 1]);
  }

  /**
   * @param first the slot with which the chunk begins
   */
  long get(int at, int first, StoredNumbers stored) {
    int index = index(at);
    return index == 0 && hasStored ? stored.get(first + at) : numbers[index];
  }

  private int planeCount() {
    return planes.length / WORDS;
  }

  private int index(int at) {
    int index = 0;
    for (int plane = 0; plane < planeCount(); plane++) {
      index |= (int) (planes[plane * WORDS + at / Long.SIZE] >>> at & 1) << plane;
    }
    return index;
  }

  void set(SlotBlock members, long modSeq) {
    int index = indexFor(modSeq);
    for (int plane = 0; plane < planeCount(); plane++) {
      boolean isSet = (index >>> plane & 1) == 1;
      for (int i = 0; i < WORDS; i++) {
        int at = plane * WORDS + i;
        planes[at] = isSet ? planes[at] | members.word(i) : planes[at] & ~members.word(i);
      }
    }
  }

  private int indexFor(long modSeq) {
    int found = find(modSeq);
    if (found < count && numbers[found] == modSeq) {
      return found;
    }
    if (count == 1 << planeCount()) {
      makeRoom();
      found = find(modSeq);
    }
    if (count == numbers.length) {
      numbers = Arrays.copyOf(numbers, count + count / 4 + 1);
    }
    if (found < count) {
      int insert = found;
      renumber(IntStream.range(0, count).map(i -> i < insert ? i : i + 1).toArray());
      System.arraycopy(numbers, found, numbers, found + 1, count - found);
    }
    numbers[found] = modSeq;
    count++;
    return found;
  }

  /** Where the number is or ought to be; what is in the file stays at index 0. */
  private int find(long modSeq) {
    int found = Arrays.binarySearch(numbers, hasStored ? 1 : 0, count, modSeq);
    return found < 0 ? -found - 1 : found;
  }

  /** Forgets numbers that no slot has any more; if there are few of those, adds a plane. */
  private void makeRoom() {
    var isUsed = new boolean[count];
    for (int at = 0; at < SlotBlock.SLOTS; at++) {
      isUsed[index(at)] = true;
    }
    var indexes = new int[count];
    int used = 0;
    for (int index = 0; index < count; index++) {
      indexes[index] = used;
      if (isUsed[index]) {
        numbers[used++] = numbers[index];
      }
    }
    hasStored &= isUsed[0];
    if (used < count) {
      renumber(indexes);
    }
    count = used;
    if (count > (1 << planeCount()) * 3 / 4) {
      planes = Arrays.copyOf(planes, planes.length + WORDS);
    }
  }

  private void renumber(int[] indexes) {
    var renumbered = new long[planes.length];
    for (int at = 0; at < SlotBlock.SLOTS; at++) {
      int index = indexes[index(at)];
      for (int plane = 0; plane < planeCount(); plane++) {
        renumbered[plane * WORDS + at / Long.SIZE] |= (long) (index >>> plane & 1) << at;
      }
    }
    planes = renumbered;
  }

  /** Adds those of the slots from {@code first} to {@code end} whose number is above the bound. */
  void above(long bound, int first, int end, StoredNumbers stored, SlotSet found) {
    int index = find(bound + 1);
    if (index < count) {
      found.addWords(first, end, atLeast(index));
    }
    if (hasStored && numbers[0] > bound) {
      storedAbove(bound, first, end, stored, found);
    }
  }

  /** The slots that have come since are not in the file, but have another index. */
  private void storedAbove(long bound, int first, int end, StoredNumbers stored, SlotSet found) {
    var unchanged = unchanged(end - first);
    int count = SlotBlock.SLOTS;
    while (count > 0 && (unchanged[(count - 1) / Long.SIZE] >>> (count - 1) & 1) == 0) {
      count--;
    }
    if (count == 0) {
      return;
    }
    var read = new long[count];
    stored.read(first, first + count, read);
    var above = new long[WORDS];
    for (int at = 0; at < count; at++) {
      above[at / Long.SIZE] |= (read[at] > bound ? 1L : 0L) << at;
    }
    for (int i = 0; i < WORDS; i++) {
      above[i] &= unchanged[i];
    }
    found.addWords(first, end, above);
  }

  /** The slots with index 0. */
  private long[] unchanged(int slots) {
    var unchanged = new long[WORDS];
    SlotSet.addRange(unchanged, 0, slots);
    for (int i = 0; i < planes.length; i++) {
      unchanged[i % WORDS] &= ~planes[i];
    }
    return unchanged;
  }

  /** The slots with at least that index. */
  private long[] atLeast(int index) {
    var larger = new long[WORDS];
    var same = new long[WORDS];
    Arrays.fill(same, -1L);
    for (int plane = planeCount() - 1; plane >= 0; plane--) {
      boolean isSet = (index >>> plane & 1) == 1;
      for (int i = 0; i < WORDS; i++) {
        long bits = planes[plane * WORDS + i];
        if (isSet) {
          same[i] &= bits;
        } else {
          larger[i] |= same[i] & bits;
          same[i] &= ~bits;
        }
      }
    }
    for (int i = 0; i < WORDS; i++) {
      larger[i] |= same[i];
    }
    return larger;
  }
}
