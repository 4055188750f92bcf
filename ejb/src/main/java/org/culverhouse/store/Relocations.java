package org.culverhouse.store;

import java.util.Arrays;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;

/**
 * Where bodies are that have been moved since the columns that point to them were written;
 * immutable. No pointer leads to one that has been moved again.
 */
final class Relocations {
  static final Relocations NONE = new Relocations(new long[0], new long[0]);

  /** Ascending. */
  private final long[] from;

  private final long[] to;

  private Relocations(long[] from, long[] to) {
    this.from = from;
    this.to = to;
  }

  boolean isEmpty() {
    return from.length == 0;
  }

  int size() {
    return from.length;
  }

  long resolve(long pointer) {
    int at = Arrays.binarySearch(from, pointer);
    return at < 0 ? pointer : to[at];
  }

  boolean contains(long pointer) {
    return Arrays.binarySearch(from, pointer) >= 0;
  }

  /** With what the record says; a body only ever moves towards the end of the log. */
  Relocations with(LogRecord.Relocate record) {
    var sorted =
        IntStream.range(0, record.from().length)
            .filter(i -> record.to()[i] > record.from()[i])
            .boxed()
            .sorted((a, b) -> Long.compare(record.from()[a], record.from()[b]))
            .mapToInt(i -> i)
            .toArray();
    var newFrom = Arrays.stream(sorted).mapToLong(i -> record.from()[i]).toArray();
    var newTo = Arrays.stream(sorted).mapToLong(i -> record.to()[i]).toArray();
    var newer = new Relocations(newFrom, newTo);
    return new Relocations(from, Arrays.stream(to).map(newer::resolve).toArray()).merged(newer);
  }

  private Relocations merged(Relocations newer) {
    var keys = new long[from.length + newer.from.length];
    var values = new long[keys.length];
    int count = 0;
    int mine = 0;
    int its = 0;
    while (mine < from.length || its < newer.from.length) {
      boolean takesNewer =
          mine == from.length || its < newer.from.length && newer.from[its] <= from[mine];
      long key = takesNewer ? newer.from[its] : from[mine];
      values[count] = takesNewer ? newer.to[its] : to[mine];
      keys[count++] = key;
      mine += mine < from.length && from[mine] == key ? 1 : 0;
      its += takesNewer ? 1 : 0;
    }
    return new Relocations(Arrays.copyOf(keys, count), Arrays.copyOf(values, count));
  }

  /** Only those of which that is true. */
  Relocations retain(LongPredicate isNeeded) {
    var kept = IntStream.range(0, from.length).filter(i -> isNeeded.test(from[i])).toArray();
    if (kept.length == from.length) {
      return this;
    }
    return new Relocations(
        Arrays.stream(kept).mapToLong(i -> from[i]).toArray(),
        Arrays.stream(kept).mapToLong(i -> to[i]).toArray());
  }

  /** Whether the columns of the mailbox point to a body that has been moved. */
  boolean concern(StoreState.Entry mailbox) {
    if (isEmpty()) {
      return false;
    }
    var found = new boolean[1];
    mailbox.state().forEachBody((pointer, size) -> found[0] |= contains(pointer));
    return found[0];
  }
}
