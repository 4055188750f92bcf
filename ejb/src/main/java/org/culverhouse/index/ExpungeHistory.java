package org.culverhouse.index;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.UidBitmap;
import org.roaringbitmap.RoaringBitmap;

/**
 * Which messages were expunged at which mod-sequence (RFC 7162 section 3.2.5.2); immutable.
 * Bounded: the oldest half is forgotten when there are too many entries, and the floor rises.
 *
 * @param floor expunges at or before this mod-sequence may be missing
 */
record ExpungeHistory(long floor, List<Entry> entries) {
  static final int MAX_ENTRIES = 8192;
  static final ExpungeHistory EMPTY = new ExpungeHistory(0, List.of());

  /**
   * What one commit expunged.
   *
   * @param members tells the UIDs; what an index has stays there
   */
  record Entry(long modSeq, Supplier<UidBitmap> members) {
    Entry(long modSeq, UidBitmap uids) {
      this(modSeq, () -> uids);
    }

    /**
     * @throws MailException with {@link org.culverhouse.mailbox.Reason#UNAVAILABLE} if the disk
     *     cannot tell now
     */
    UidBitmap uids() {
      return members.get();
    }
  }

  ExpungeHistory with(List<Entry> newer) {
    if (newer.isEmpty()) {
      return this;
    }
    var all = new ArrayList<Entry>(entries.size() + newer.size());
    all.addAll(entries);
    all.addAll(newer);
    if (all.size() <= MAX_ENTRIES) {
      return new ExpungeHistory(floor, all);
    }
    int from = all.size() - MAX_ENTRIES / 2;
    return new ExpungeHistory(
        all.get(from - 1).modSeq, new ArrayList<>(all.subList(from, all.size())));
  }

  /** The mod-sequence of the newest expunge, or a larger one. */
  long last() {
    return entries.isEmpty() ? floor : entries.getLast().modSeq;
  }

  UidBitmap since(long modSeq) {
    var bits = new RoaringBitmap();
    for (int i = entries.size() - 1; i >= 0 && entries.get(i).modSeq > modSeq; i--) {
      bits.or(entries.get(i).uids().bits());
    }
    return UidBitmap.wrap(bits);
  }
}
