package org.culverhouse.index;

/**
 * The mod-sequence of each slot; immutable below its slot count. A chunk in which all are equal, as
 * after STORE 1:*, is one number; one that nobody has changed since a file was read stays there.
 */
final class ModSeqs {
  static final int CHUNK = 1024;
  static final ModSeqs EMPTY = new ModSeqs(new long[0], new long[0][], 0, StoredNumbers.EMPTY);

  /** Stands for the values of a chunk that are in the file. */
  static final long[] STORED = new long[0];

  /** The largest of each chunk, which is all of them where the chunk has no values. */
  final long[] largest;

  final long[][] values;
  final int slots;
  final StoredNumbers stored;

  ModSeqs(long[] largest, long[][] values, int slots, StoredNumbers stored) {
    this.largest = largest;
    this.values = values;
    this.slots = slots;
    this.stored = stored;
  }

  long get(int slot) {
    int chunk = slot / CHUNK;
    var chunkValues = values[chunk];
    if (chunkValues == null) {
      return largest[chunk];
    }
    return chunkValues == STORED ? stored.get(slot) : chunkValues[slot % CHUNK];
  }

  /** Tells the slots that are above the bound, in ascending runs. */
  void forEachRunAbove(long bound, Slots.RunConsumer consumer) {
    int from = -1;
    for (int slot = 0; slot < slots; ) {
      int chunk = slot / CHUNK;
      int end = Math.min(slots, (chunk + 1) * CHUNK);
      boolean uniform = values[chunk] == null || largest[chunk] <= bound;
      boolean above = uniform ? largest[chunk] > bound : get(slot) > bound;
      if (above && from < 0) {
        from = slot;
      } else if (!above && from >= 0) {
        consumer.accept(from, slot);
        from = -1;
      }
      slot = uniform ? end : slot + 1;
    }
    if (from >= 0) {
      consumer.accept(from, slots);
    }
  }
}
