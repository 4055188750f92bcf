package org.culverhouse.index;

import java.util.Arrays;
import java.util.BitSet;

/** The next {@link ModSeqs} in the making; one writer. Copies the chunks that it changes. */
final class ModSeqEdit {
  private ModSeqChunk[] chunks;
  private final BitSet own = new BitSet();
  private final StoredNumbers stored;
  private int slots;

  ModSeqEdit(ModSeqs base) {
    chunks = base.chunks.clone();
    slots = base.slots;
    stored = base.stored;
  }

  void append(long modSeq) {
    int slot = slots++;
    int chunk = slot / ModSeqs.CHUNK;
    if (slot % ModSeqs.CHUNK == 0) {
      reserve(chunk);
      chunks[chunk] = equal(chunk, modSeq);
      own.clear(chunk);
    } else if (!chunks[chunk].isEqual(modSeq)) {
      owned(chunk).set(SlotBlock.of(slot), modSeq);
    }
  }

  private void reserve(int chunk) {
    if (chunk >= chunks.length) {
      chunks = Arrays.copyOf(chunks, Math.max(chunk + 1, chunks.length + chunks.length / 2));
    }
  }

  /** Often the same as in the chunk before. */
  private ModSeqChunk equal(int chunk, long modSeq) {
    return chunk > 0 && !own.get(chunk - 1) && chunks[chunk - 1].isEqual(modSeq)
        ? chunks[chunk - 1]
        : ModSeqChunk.equal(modSeq);
  }

  void set(SlotBlock members, long modSeq) {
    int chunk = members.first() / ModSeqs.CHUNK;
    if (members.size() == Math.min(ModSeqs.CHUNK, slots - members.first())) {
      chunks[chunk] = equal(chunk, modSeq);
      own.clear(chunk);
    } else {
      owned(chunk).set(members, modSeq);
    }
  }

  private ModSeqChunk owned(int chunk) {
    if (!own.get(chunk)) {
      chunks[chunk] = chunks[chunk].copy();
      own.set(chunk);
    }
    return chunks[chunk];
  }

  /** What has been made; the edit may not be used any more. */
  ModSeqs build() {
    return new ModSeqs(chunks, slots, stored);
  }
}
