package org.culverhouse.index;

import java.util.Arrays;

/**
 * The rows of a mailbox, by slot. Rows are only ever added, and states share the chunks: each state
 * reads no further than its own slot count, so a writer may fill what lies behind.
 */
final class Columns {
  private static final int CHUNK_ROWS = 1024;
  private static final int FIRST_ROWS = 8;
  static final Columns EMPTY = new Columns(new long[0][]);

  private final long[][] chunks;

  private Columns(long[][] chunks) {
    this.chunks = chunks;
  }

  /** With a row at {@code slot}, which is the next one; only the one writer may call it. */
  Columns append(int slot, MessageRow row) {
    int chunk = slot / CHUNK_ROWS;
    int at = slot % CHUNK_ROWS * MessageRow.FIELDS;
    if (chunk < chunks.length && at < chunks[chunk].length) {
      row.put(chunks[chunk], at);
      return this;
    }
    var grown = Arrays.copyOf(chunks, chunk + 1);
    grown[chunk] = larger(chunk < chunks.length ? chunks[chunk] : new long[0]);
    row.put(grown[chunk], at);
    return new Columns(grown);
  }

  private static long[] larger(long[] chunk) {
    int rows = chunk.length / MessageRow.FIELDS;
    return Arrays.copyOf(
        chunk, Math.min(CHUNK_ROWS, Math.max(FIRST_ROWS, rows * 2)) * MessageRow.FIELDS);
  }

  MessageRow row(int slot) {
    return MessageRow.get(chunks[slot / CHUNK_ROWS], slot % CHUNK_ROWS * MessageRow.FIELDS);
  }

  long pointer(int slot) {
    return field(slot, 0);
  }

  long size(int slot) {
    return field(slot, 1);
  }

  long internalDate(int slot) {
    return field(slot, 2);
  }

  long sumOfSizes(int from, int to) {
    long sum = 0;
    for (int slot = from; slot < to; slot++) {
      sum += size(slot);
    }
    return sum;
  }

  private long field(int slot, int field) {
    return chunks[slot / CHUNK_ROWS][slot % CHUNK_ROWS * MessageRow.FIELDS + field];
  }
}
