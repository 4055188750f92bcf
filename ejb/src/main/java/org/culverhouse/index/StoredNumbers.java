package org.culverhouse.index;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.culverhouse.index.IndexSection.Stored;

/**
 * A column of numbers as a file has it. Thread-safe: all reads are absolute. What is damaged is
 * asked for elsewhere.
 */
final class StoredNumbers {
  /** Eight octets each. */
  private static final int PLAIN = 0;

  /** A base of eight octets for each block of rows, then four octets each to be added to it. */
  private static final int BASED = 1;

  /** One number for all. */
  private static final int EQUAL = 2;

  private static final long MAX_ADDED = 0xFFFF_FFFFL;

  static final int BLOCK = 4096;
  static final StoredNumbers EMPTY =
      new StoredNumbers(new Stored(EQUAL, ByteBuffer.allocate(8)), 0, row -> 0);

  private final int codec;
  private final StoredOctets octets;
  private final int offsets;
  private final IntToLongFunction otherwise;

  private StoredNumbers(Stored section, int rows, IntToLongFunction otherwise) {
    this.codec = section.codec();
    this.octets = new StoredOctets(section);
    this.offsets = blocks(rows) * 8;
    this.otherwise = otherwise;
  }

  static int blocks(int rows) {
    return (rows + BLOCK - 1) / BLOCK;
  }

  /**
   * @param otherwise tells the numbers where the section is damaged
   * @throws IllegalArgumentException if that is not a column of so many rows
   */
  static StoredNumbers of(Stored section, int rows, IntToLongFunction otherwise) {
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
    return new StoredNumbers(section, rows, otherwise);
  }

  long get(int row) {
    if (!isSound(row)) {
      return otherwise.applyAsLong(row);
    }
    return switch (codec) {
      case PLAIN -> octets.getLong(row * 8);
      case BASED ->
          octets.getLong(row / BLOCK * 8)
              + Integer.toUnsignedLong(octets.getInt(offsets + row * 4));
      default -> octets.getLong(0);
    };
  }

  private boolean isSound(int row) {
    return switch (codec) {
      case PLAIN -> octets.isSound(row * 8);
      case BASED -> octets.isSound(row / BLOCK * 8) && octets.isSound(offsets + row * 4);
      default -> octets.isSound(0);
    };
  }

  /** Reads the rows from {@code from} on, up to {@code to}, exclusive; all are of one block. */
  void read(int from, int to, long[] target) {
    if (!isSound(from) || !isSound(to - 1)) {
      Arrays.setAll(target, i -> i < to - from ? otherwise.applyAsLong(from + i) : 0);
      return;
    }
    switch (codec) {
      case PLAIN -> octets.getLongs(from * 8, target, to - from);
      case BASED -> {
        long base = octets.getLong(from / BLOCK * 8);
        var added = new int[to - from];
        octets.getInts(offsets + from * 4, added, added.length);
        for (int i = 0; i < added.length; i++) {
          target[i] = base + Integer.toUnsignedLong(added[i]);
        }
      }
      default -> Arrays.fill(target, 0, to - from, octets.getLong(0));
    }
  }

  /** Adds those of the rows, all of which are of one block, whose number is within the bounds. */
  void select(int from, int to, long least, long most, SlotSet found) {
    if (codec == BASED && isSound(from) && isSound(to - 1)) {
      long base = octets.getLong(from / BLOCK * 8);
      long low = Math.max(least, base);
      long high = Math.min(most, Math.max(base, base + MAX_ADDED));
      if (low <= high) {
        var added = new int[to - from];
        octets.getInts(offsets + from * 4, added, added.length);
        found.addWithin(from, added.length, added, (int) (low - base), (int) (high - low));
      }
      return;
    }
    var numbers = new long[to - from];
    read(from, to, numbers);
    found.addWithin(from, numbers.length, numbers, least, most);
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
      isNear &= range >= 0 && range <= MAX_ADDED;
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
