package org.culverhouse.index;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.culverhouse.index.IndexSection.Stored;

/** A column of numbers as a file has it; immutable. Thread-safe: all reads are absolute. */
final class StoredNumbers {
  /** Eight octets each. */
  private static final int PLAIN = 0;

  /** A base of eight octets for each block of rows, then four octets each to be added to it. */
  private static final int BASED = 1;

  /** One number for all. */
  private static final int EQUAL = 2;

  static final int BLOCK = 4096;
  static final StoredNumbers EMPTY = new StoredNumbers(EQUAL, ByteBuffer.allocate(8), 0);

  private final int codec;
  private final ByteBuffer octets;
  private final int offsets;

  private StoredNumbers(int codec, ByteBuffer octets, int rows) {
    this.codec = codec;
    this.octets = octets.slice().order(ByteOrder.LITTLE_ENDIAN);
    this.offsets = blocks(rows) * 8;
  }

  private static int blocks(int rows) {
    return (rows + BLOCK - 1) / BLOCK;
  }

  /**
   * @throws IllegalArgumentException if that is not a column of so many rows
   */
  static StoredNumbers of(Stored section, int rows) {
    long length =
        switch (section.codec()) {
          case PLAIN -> 8L * rows;
          case BASED -> 8L * blocks(rows) + 4L * rows;
          case EQUAL -> 8;
          default -> -1;
        };
    if (section.octets().remaining() != length) {
      throw new IllegalArgumentException(
          "codec %d, %d octets for %d rows"
              .formatted(section.codec(), section.octets().remaining(), rows));
    }
    return new StoredNumbers(section.codec(), section.octets(), rows);
  }

  long get(int row) {
    return switch (codec) {
      case PLAIN -> octets.getLong(row * 8);
      case BASED ->
          octets.getLong(row / BLOCK * 8)
              + Integer.toUnsignedLong(octets.getInt(offsets + row * 4));
      default -> octets.getLong(0);
    };
  }

  /** The shortest way to write these numbers. */
  static IndexSection section(int id, int rows, IntToLongFunction column) {
    boolean isEqual = true;
    boolean isNear = true;
    var bases = new long[blocks(rows)];
    long first = rows == 0 ? 0 : column.applyAsLong(0);
    for (int block = 0; block < bases.length; block++) {
      long smallest = Long.MAX_VALUE;
      long largest = Long.MIN_VALUE;
      for (int row = block * BLOCK; row < Math.min(rows, (block + 1) * BLOCK); row++) {
        long number = column.applyAsLong(row);
        smallest = Math.min(smallest, number);
        largest = Math.max(largest, number);
      }
      bases[block] = smallest;
      isEqual &= smallest == first && largest == first;
      long range = largest - smallest;
      isNear &= range >= 0 && range <= 0xFFFF_FFFFL;
    }
    if (isEqual) {
      return new IndexSection(id, EQUAL, pieces(1, 8, (out, row) -> out.putLong(first)));
    }
    if (!isNear) {
      return new IndexSection(
          id, PLAIN, pieces(rows, 8, (out, row) -> out.putLong(column.applyAsLong(row))));
    }
    var head = pieces(bases.length, 8, (out, block) -> out.putLong(bases[block]));
    var body =
        pieces(
            rows,
            4,
            (out, row) -> out.putInt((int) (column.applyAsLong(row) - bases[row / BLOCK])));
    return new IndexSection(id, BASED, () -> Stream.concat(stream(head), stream(body)).iterator());
  }

  private static Stream<ByteBuffer> stream(Iterable<ByteBuffer> pieces) {
    return StreamSupport.stream(pieces.spliterator(), false);
  }

  /** Puts one row. */
  interface RowWriter {
    void put(ByteBuffer out, int row);
  }

  /** Rows of equal width, in pieces of some of them. */
  static Iterable<ByteBuffer> pieces(int rows, int width, RowWriter writer) {
    return () ->
        IntStream.range(0, blocks(rows))
            .mapToObj(
                block -> {
                  int from = block * BLOCK;
                  int to = Math.min(rows, from + BLOCK);
                  var out = ByteBuffer.allocate((to - from) * width).order(ByteOrder.LITTLE_ENDIAN);
                  for (int row = from; row < to; row++) {
                    writer.put(out, row);
                  }
                  return out.flip();
                })
            .iterator();
  }
}
