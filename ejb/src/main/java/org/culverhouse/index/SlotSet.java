package org.culverhouse.index;

import java.util.Arrays;
import org.culverhouse.mailbox.UidBitmap;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.RoaringBitmapWriter;

/** Slots in the making, a bit each, which become UIDs in the end; one thread. */
final class SlotSet {
  private static final int BATCH = 1024;

  private final long[] words;

  SlotSet(int slots) {
    words = new long[(slots + 63) / 64];
  }

  void add(int slot) {
    words[slot >>> 6] |= 1L << slot;
  }

  /** Adds {@code from} to {@code to}, exclusive. */
  void addRange(int from, int to) {
    addRange(words, from, to);
  }

  static void addRange(long[] words, int from, int to) {
    if (from >= to) {
      return;
    }
    int first = from >>> 6;
    int last = (to - 1) >>> 6;
    long head = -1L << from;
    long tail = -1L >>> -to;
    if (first == last) {
      words[first] |= head & tail;
      return;
    }
    words[first] |= head;
    Arrays.fill(words, first + 1, last, -1L);
    words[last] |= tail;
  }

  /** Adds slots from {@code from} on, with which a word begins, that are below {@code end}. */
  void addWords(int from, int end, long[] added) {
    int at = from >>> 6;
    int whole = (end - from) >>> 6;
    for (int i = 0; i < whole; i++) {
      words[at + i] |= added[i];
    }
    if ((end & 63) != 0) {
      words[at + whole] |= added[whole] & -1L >>> -end;
    }
  }

  /** Adds those of the slots from {@code from} on whose number is within the bounds. */
  void addWithin(int from, int count, long[] numbers, long least, long most) {
    int i = 0;
    while (i < count) {
      int slot = from + i;
      int end = Math.min(count, i + 64 - (slot & 63));
      long word = 0;
      for (; i < end; i++) {
        word |= (numbers[i] >= least && numbers[i] <= most ? 1L : 0L) << (from + i);
      }
      words[slot >>> 6] |= word;
    }
  }

  /**
   * The same for numbers without sign.
   *
   * @param span how much above the least one they may be
   */
  void addWithin(int from, int count, int[] numbers, int least, int span) {
    int bound = span + Integer.MIN_VALUE;
    int i = 0;
    while (i < count) {
      int slot = from + i;
      int end = Math.min(count, i + 64 - (slot & 63));
      long word = 0;
      for (; i < end; i++) {
        word |= (numbers[i] - least + Integer.MIN_VALUE <= bound ? 1L : 0L) << (from + i);
      }
      words[slot >>> 6] |= word;
    }
  }

  /** The messages that have these slots. */
  UidBitmap uids(UidBitmap all) {
    if (all.isEmpty()) {
      return all;
    }
    if (all.isDense()) {
      return UidBitmap.wrap(RoaringBitmap.addOffset(BitSetUtil.bitmapOf(words), all.first()));
    }
    RoaringBitmapWriter<RoaringBitmap> found = RoaringBitmapWriter.writer().get();
    var uids = all.bits().getBatchIterator();
    var batch = new int[BATCH];
    for (int slot = 0; uids.hasNext(); ) {
      int count = uids.nextBatch(batch);
      for (int i = 0; i < count; i++, slot++) {
        if ((words[slot >>> 6] & 1L << slot) != 0) {
          found.add(batch[i]);
        }
      }
    }
    return UidBitmap.wrap(found.get());
  }
}
