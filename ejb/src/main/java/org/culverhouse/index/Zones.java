package org.culverhouse.index;

import java.nio.ByteBuffer;
import java.util.List;
import org.culverhouse.index.IndexSection.Stored;

/**
 * The least and the largest size and internal date of each block of rows of a file, so that a
 * search can pass over blocks; immutable.
 *
 * @param bounds four numbers a block
 */
record Zones(long[] bounds) {
  static final Zones NONE = new Zones(new long[0]);
  private static final int FIELDS = 4;

  /** What a search compares. */
  enum Field {
    SIZE,
    INTERNAL_DATE
  }

  /**
   * @throws IllegalArgumentException if those are not the zones of so many rows
   */
  static Zones of(Stored section, int rows) {
    var octets = section.octets().duplicate().order(java.nio.ByteOrder.LITTLE_ENDIAN);
    if (!octets.hasRemaining()) {
      return NONE;
    }
    var bounds = new long[StoredNumbers.blocks(rows) * FIELDS];
    if (octets.remaining() != bounds.length * 8) {
      throw new IllegalArgumentException(octets.remaining() + " octets of zones");
    }
    octets.asLongBuffer().get(bounds);
    return new Zones(bounds);
  }

  /** What a block of rows lies in; everything, if that is not known. */
  long least(Field field, int block) {
    int at = block * FIELDS + field.ordinal() * 2;
    return at < bounds.length ? bounds[at] : Long.MIN_VALUE;
  }

  long most(Field field, int block) {
    int at = block * FIELDS + field.ordinal() * 2 + 1;
    return at < bounds.length ? bounds[at] : Long.MAX_VALUE;
  }

  /** Asks for the number of a row. */
  interface RowNumber {
    long of(Field field, int row);
  }

  static IndexSection section(int rows, RowNumber numbers) {
    int blocks = StoredNumbers.blocks(rows);
    return new IndexSection(
        SectionId.ZONES,
        0,
        blocks == 0
            ? List.<ByteBuffer>of()
            : StoredNumbers.pieces(
                blocks,
                FIELDS * 8,
                (out, block) -> {
                  for (var field : Field.values()) {
                    put(out, field, block, rows, numbers);
                  }
                }));
  }

  private static void put(ByteBuffer out, Field field, int block, int rows, RowNumber numbers) {
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    int from = block * StoredNumbers.BLOCK;
    for (int row = from; row < Math.min(rows, from + StoredNumbers.BLOCK); row++) {
      long number = numbers.of(field, row);
      least = Math.min(least, number);
      most = Math.max(most, number);
    }
    out.putLong(least).putLong(most);
  }
}
