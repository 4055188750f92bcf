package org.culverhouse.index;

import java.util.Arrays;
import org.culverhouse.mailbox.UidBitmap;

/**
 * The rows of a mailbox, by slot: first those of a file, then what has come since. Rows are only
 * ever added, and states share the chunks: each state reads no further than its own slot count, so
 * a writer may fill what lies behind.
 */
final class Columns {
  private static final int CHUNK_ROWS = 1024;
  private static final int FIRST_ROWS = 8;

  /** So few numbers of a block are read one by one. */
  private static final int FEW = 64;

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

  BodyPlace body(int slot) {
    return slot < base.rows()
        ? base.body(slot)
        : new BodyPlace(field(slot, 0), field(slot, 4), field(slot, 5));
  }

  boolean isStored(int slots) {
    return slots <= base.rows();
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

  long number(Zones.Field field, int slot) {
    return switch (field) {
      case SIZE -> size(slot);
      case INTERNAL_DATE -> internalDate(slot);
    };
  }

  /** Adds the slots whose number is within the bounds, at least those from one to the other. */
  void select(Zones.Field field, int first, int last, long least, long most, SlotSet found) {
    int end = Math.min(base.rows(), last + 1);
    for (int block = first / StoredNumbers.BLOCK; block * StoredNumbers.BLOCK < end; block++) {
      int from = block * StoredNumbers.BLOCK;
      int to = Math.min(end, from + StoredNumbers.BLOCK);
      long blockLeast = base.zones().least(field, block);
      long blockMost = base.zones().most(field, block);
      if (blockLeast >= least && blockMost <= most) {
        found.addRange(from, to);
      } else if (blockLeast <= most && blockMost >= least) {
        base.numbers(field).select(from, to, least, most, found);
      }
    }
    var buffer = new long[CHUNK_ROWS];
    int offset = field == Zones.Field.SIZE ? 1 : 2;
    int chunkAt = Math.max(0, first - base.rows()) / CHUNK_ROWS;
    for (; base.rows() + chunkAt * CHUNK_ROWS <= last; chunkAt++) {
      int slot = base.rows() + chunkAt * CHUNK_ROWS;
      int count = Math.min(CHUNK_ROWS, last + 1 - slot);
      var chunk = chunks[chunkAt];
      for (int i = 0; i < count; i++) {
        buffer[i] = chunk[i * MessageRow.FIELDS + offset];
      }
      found.addWithin(slot, count, buffer, least, most);
    }
  }

  /** The sum of the sizes of {@code some}, all of which are among {@code uids}. */
  long sumOfSizes(UidBitmap uids, UidBitmap some) {
    var sum = new long[1];
    var sizes = new long[SlotBlock.SLOTS];
    SlotBlock.forEach(
        uids,
        some,
        block -> {
          int first = block.first();
          if (block.size() > FEW && first + SlotBlock.SLOTS <= base.rows()) {
            base.sizes().read(first, first + SlotBlock.SLOTS, sizes);
            block.forEach(at -> sum[0] += sizes[at]);
          } else {
            block.forEach(at -> sum[0] += size(first + at));
          }
        });
    return sum[0];
  }

  private long field(int slot, int field) {
    int added = slot - base.rows();
    return chunks[added / CHUNK_ROWS][added % CHUNK_ROWS * MessageRow.FIELDS + field];
  }
}
