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

  /** Adds the slots that are above the bound. */
  void above(long bound, SlotSet found) {
    var buffer = new long[CHUNK];
    for (int chunk = 0; chunk * CHUNK < slots; chunk++) {
      int from = chunk * CHUNK;
      int to = Math.min(slots, from + CHUNK);
      var chunkValues = values[chunk];
      if (largest[chunk] <= bound) {
        continue;
      }
      if (chunkValues == null) {
        found.addRange(from, to);
        continue;
      }
      if (chunkValues == STORED) {
        stored.read(from, to, buffer);
        chunkValues = buffer;
      }
      found.addWithin(from, to - from, chunkValues, bound + 1, Long.MAX_VALUE);
    }
  }
}
