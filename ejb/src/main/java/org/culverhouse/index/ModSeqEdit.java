package org.culverhouse.index;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The next {@link ModSeqs} in the making; one writer. Copies the chunks that it changes. */
final class ModSeqEdit {
  private long[] largest;
  private long[] @Nullable [] values;
  private final BitSet own = new BitSet();
  private final StoredNumbers stored;
  private int slots;

  ModSeqEdit(ModSeqs base) {
    largest = base.largest.clone();
    values = base.values.clone();
    slots = base.slots;
    stored = base.stored;
  }

  void append(long modSeq) {
    int chunk = slots / ModSeqs.CHUNK;
    int at = slots % ModSeqs.CHUNK;
    slots++;
    if (at == 0) {
      reserve(chunk);
      largest[chunk] = modSeq;
      values[chunk] = null;
      own.set(chunk);
      return;
    }
    var chunkValues = values[chunk];
    if (chunkValues == null) {
      if (largest[chunk] == modSeq) {
        return;
      }
      chunkValues = expanded(chunk);
    } else if (chunkValues == ModSeqs.STORED) {
      chunkValues = loaded(chunk, slots - 1);
    }
    chunkValues[at] = modSeq; // behind what any state reads, so a shared chunk may be filled
    largest[chunk] = Math.max(largest[chunk], modSeq);
  }

  private void reserve(int chunk) {
    if (chunk >= largest.length) {
      int capacity = Math.max(chunk + 1, largest.length + largest.length / 2);
      largest = Arrays.copyOf(largest, capacity);
      values = Arrays.copyOf(values, capacity);
    }
  }

  private long[] expanded(int chunk) {
    var expanded = new long[ModSeqs.CHUNK];
    Arrays.fill(expanded, largest[chunk]);
    values[chunk] = expanded;
    own.set(chunk);
    return expanded;
  }

  private long[] loaded(int chunk, int end) {
    var loaded = new long[ModSeqs.CHUNK];
    int from = chunk * ModSeqs.CHUNK;
    for (int slot = from; slot < Math.min(end, from + ModSeqs.CHUNK); slot++) {
      loaded[slot - from] = stored.get(slot);
    }
    values[chunk] = loaded;
    own.set(chunk);
    return loaded;
  }

  /** Sets slots {@code from} to {@code to}, exclusive, to a number above all others. */
  void set(int from, int to, long modSeq) {
    for (int slot = from; slot < to; ) {
      int chunk = slot / ModSeqs.CHUNK;
      int start = chunk * ModSeqs.CHUNK;
      int end = Math.min(to, start + ModSeqs.CHUNK);
      if (slot == start && end == Math.min(slots, start + ModSeqs.CHUNK)) {
        values[chunk] = null;
      } else {
        Arrays.fill(owned(chunk), slot - start, end - start, modSeq);
      }
      largest[chunk] = modSeq;
      slot = end;
    }
  }

  private long[] owned(int chunk) {
    var chunkValues = values[chunk];
    if (chunkValues == null) {
      return expanded(chunk);
    }
    if (chunkValues == ModSeqs.STORED) {
      return loaded(chunk, slots);
    }
    if (!own.get(chunk)) {
      chunkValues = chunkValues.clone();
      values[chunk] = chunkValues;
      own.set(chunk);
    }
    return chunkValues;
  }

  /** What has been made; the edit may not be used any more. */
  ModSeqs build() {
    return new ModSeqs(largest, values, slots, stored);
  }
}
