package org.culverhouse.index;

import org.culverhouse.mailbox.UidBitmap;
import org.roaringbitmap.RoaringBitmap;

/** The way between UIDs and slots: the slot of a message is its rank among all that have a slot. */
final class Slots {
  /** From how many runs on one pass over everything is cheaper than a rank for each run. */
  private static final int MANY_RUNS = 2000;

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
    RoaringBitmap bits = some.bits();
    long last = some.last();
    long first = some.first();
    for (int runs = 0; runs < MANY_RUNS; runs++) {
      long end = Math.min(last, endOfRun(bits, first));
      int slot = of(uids, first);
      consumer.accept(slot, (int) (slot + end - first + 1));
      if (end == last) {
        return;
      }
      first = bits.nextValue((int) (end + 1));
    }
    scan(uids, some, first, consumer);
  }

  private static long endOfRun(RoaringBitmap bits, long first) {
    long absent = bits.nextAbsentValue((int) first);
    return absent < 0 ? 0xFFFF_FFFFL : absent - 1;
  }

  private static void scan(UidBitmap uids, UidBitmap some, long first, RunConsumer consumer) {
    var all = uids.bits().getIntIterator();
    var members = some.bits().getIntIterator();
    all.advanceIfNeeded((int) first);
    members.advanceIfNeeded((int) first);
    int slot = of(uids, first);
    int from = slot;
    while (members.hasNext()) {
      int member = members.next();
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
}
