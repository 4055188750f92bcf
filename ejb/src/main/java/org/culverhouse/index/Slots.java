package org.culverhouse.index;

import org.culverhouse.mailbox.UidBitmap;
import org.roaringbitmap.BatchIterator;
import org.roaringbitmap.RoaringBitmap;

/** The way between UIDs and slots: the slot of a message is its rank among all that have a slot. */
final class Slots {
  /** So many slots are passed over in the time that the rank of one takes. */
  private static final int SLOTS_PER_RANK = 1024;

  private static final int FEW_RUNS = 16;

  /** Takes slots {@code from} to {@code to}, exclusive. */
  interface RunConsumer {
    void accept(int from, int to);
  }

  private Slots() {}

  static int of(UidBitmap uids, long uid) {
    return uids.rank(uid) - 1;
  }

  /** Tells the slots of {@code some}, all of which are among {@code uids}, in ascending runs. */
  static void forEachRun(UidBitmap uids, UidBitmap some, RunConsumer consumer) {
    if (some.isEmpty()) {
      return;
    }
    if (some.size() == uids.size()) {
      consumer.accept(0, uids.size());
      return;
    }
    boolean isDense = uids.isDense();
    RoaringBitmap bits = some.bits();
    long last = some.last();
    long first = some.first();
    int fewRuns = isDense ? FEW_RUNS : uids.size() / SLOTS_PER_RANK;
    for (int runs = 0; runs < fewRuns; runs++) {
      long end = Math.min(last, endOfRun(bits, first));
      int slot = isDense ? (int) (first - uids.first()) : of(uids, first);
      consumer.accept(slot, (int) (slot + end - first + 1));
      if (end == last) {
        return;
      }
      first = bits.nextValue((int) (end + 1));
    }
    if (isDense) {
      shift((int) uids.first(), new Members(some, first), consumer);
    } else {
      scan(of(uids, first), new Members(uids, first), new Members(some, first), consumer);
    }
  }

  private static long endOfRun(RoaringBitmap bits, long first) {
    long absent = bits.nextAbsentValue((int) first);
    return absent < 0 ? 0xFFFF_FFFFL : absent - 1;
  }

  private static void shift(int firstUid, Members some, RunConsumer consumer) {
    int from = some.next() - firstUid;
    int to = from + 1;
    while (some.hasNext()) {
      int slot = some.next() - firstUid;
      if (slot != to) {
        consumer.accept(from, to);
        from = slot;
      }
      to = slot + 1;
    }
    consumer.accept(from, to);
  }

  private static void scan(int first, Members all, Members some, RunConsumer consumer) {
    int slot = first;
    int from = slot;
    while (some.hasNext()) {
      int member = some.next();
      if (all.next() != member) {
        if (from < slot) {
          consumer.accept(from, slot);
        }
        do {
          slot++;
        } while (all.next() != member);
        from = slot;
      }
      slot++;
    }
    consumer.accept(from, slot);
  }

  /** The members of a bitmap from one on. */
  private static final class Members {
    private final BatchIterator batches;
    private final int[] batch = new int[256];
    private int at;
    private int count;

    Members(UidBitmap uids, long first) {
      batches = uids.bits().getBatchIterator();
      batches.advanceIfNeeded((int) first);
    }

    boolean hasNext() {
      return at < count || batches.hasNext();
    }

    int next() {
      if (at == count) {
        count = batches.nextBatch(batch);
        at = 0;
      }
      return batch[at++];
    }
  }
}
