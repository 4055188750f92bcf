package org.culverhouse.index;

import java.util.Arrays;

/**
 * The rows of a mailbox, by slot: first those of a file, then what has come since. Rows are only
 * ever added, and states share the chunks: each state reads no further than its own slot count, so
 * a writer may fill what lies behind.
 */
final class Columns {
  private static final int CHUNK_ROWS = 1024;
  private static final int FIRST_ROWS = 8;
  static final Columns EMPTY = of(StoredColumns.EMPTY);

  private final StoredColumns base;
  private final long[][] chunks;

  private Columns(StoredColumns base, long[][] chunks) {
    this.base = base;
    this.chunks = chunks;
  }

  static Columns of(StoredColumns base) {
    return new Columns(base, new long[0][]);
  }

  /** With a row at {@code slot}, which is the next one; only the one writer may call it. */
  Columns append(int slot, MessageRow row) {
    int added = slot - base.rows();
    int chunk = added / CHUNK_ROWS;
    int at = added % CHUNK_ROWS * MessageRow.FIELDS;
    if (chunk < chunks.length && at < chunks[chunk].length) {
      row.put(chunks[chunk], at);
      return this;
    }
    var grown = Arrays.copyOf(chunks, chunk + 1);
    grown[chunk] = larger(chunk < chunks.length ? chunks[chunk] : new long[0]);
    row.put(grown[chunk], at);
    return new Columns(base, grown);
  }

  private static long[] larger(long[] chunk) {
    int rows = chunk.length / MessageRow.FIELDS;
    return Arrays.copyOf(
        chunk, Math.min(CHUNK_ROWS, Math.max(FIRST_ROWS, rows * 2)) * MessageRow.FIELDS);
  }

  MessageRow row(int slot) {
    int added = slot - base.rows();
    return added < 0
        ? base.row(slot)
        : MessageRow.get(chunks[added / CHUNK_ROWS], added % CHUNK_ROWS * MessageRow.FIELDS);
  }

  long pointer(int slot) {
    return slot < base.rows() ? base.pointers().get(slot) : field(slot, 0);
  }

  long size(int slot) {
    return slot < base.rows() ? base.sizes().get(slot) : field(slot, 1);
  }

  long internalDate(int slot) {
    return slot < base.rows() ? base.internalDates().get(slot) : field(slot, 2);
  }

  long sumOfSizes(int from, int to) {
    long sum = 0;
    for (int slot = from; slot < to; slot++) {
      sum += size(slot);
    }
    return sum;
  }

  private long field(int slot, int field) {
    int added = slot - base.rows();
    return chunks[added / CHUNK_ROWS][added % CHUNK_ROWS * MessageRow.FIELDS + field];
  }
}
