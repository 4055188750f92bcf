package org.culverhouse.index;

/**
 * The mod-sequence of each slot; immutable. Those that nobody has changed since a file was read
 * stay there.
 */
final class ModSeqs {
  static final int CHUNK = SlotBlock.SLOTS;
  static final ModSeqs EMPTY = new ModSeqs(new ModSeqChunk[0], 0, StoredNumbers.EMPTY);

  /** There may be more chunks than slots need. */
  final ModSeqChunk[] chunks;

  final int slots;
  final StoredNumbers stored;

  ModSeqs(ModSeqChunk[] chunks, int slots, StoredNumbers stored) {
    this.chunks = chunks;
    this.slots = slots;
    this.stored = stored;
  }

  long get(int slot) {
    int chunk = slot / CHUNK;
    return chunks[chunk].get(slot % CHUNK, chunk * CHUNK, stored);
  }

  /** Adds the slots that are above the bound. */
  void above(long bound, SlotSet found) {
    for (int first = 0; first < slots; first += CHUNK) {
      var chunk = chunks[first / CHUNK];
      if (chunk.largest() > bound) {
        chunk.above(bound, first, Math.min(slots, first + CHUNK), stored, found);
      }
    }
  }
}
