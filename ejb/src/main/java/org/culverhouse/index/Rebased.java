package org.culverhouse.index;

import java.util.List;
import org.culverhouse.mailbox.UidBitmap;
import org.roaringbitmap.RoaringBitmap;

/**
 * A mailbox on the columns of an index that was written of an earlier state of it: what has come
 * since stays in memory, and messages that had been expunged by then have no slots any more.
 */
public final class Rebased {
  private Rebased() {}

  /**
   * The newest state, or the same again if it does not come from the earlier one.
   *
   * @param then the state of which the index was written
   * @param stored the same as the index has it
   */
  public static MailboxState of(MailboxState now, MailboxState then, MailboxState stored) {
    var uids = RoaringBitmap.or(stored.uids.bits(), since(now, then.uidNext).bits());
    boolean isLater =
        now.uidValidity().equals(then.uidValidity())
            && stored.uids.bits().equals(then.live.bits())
            && now.uids.bits().contains(uids)
            && uids.contains(now.live.bits());
    return isLater ? on(stored, UidBitmap.wrap(uids), now, then) : now;
  }

  private static UidBitmap since(MailboxState now, long uidNext) {
    return now.uids.within(uidNext, 0xFFFF_FFFFL);
  }

  private static MailboxState on(
      MailboxState stored, UidBitmap uids, MailboxState now, MailboxState then) {
    var columns = new Columns[] {stored.columns};
    var slots = new int[] {then.live.size()};
    forEachSlot(
        now,
        since(now, then.uidNext),
        slot -> columns[0] = columns[0].append(slots[0]++, now.columns.row(slot)));
    var modSeqs = new ModSeqEdit(stored.modSeqs);
    forEachSlot(now, since(now, then.uidNext), slot -> modSeqs.append(now.modSeqs.get(slot)));
    now.changedSince(then.highestModSeq())
        .and(stored.live)
        .iterator()
        .forEachRemaining(
            (long uid) ->
                modSeqs.set(
                    SlotBlock.of(Slots.of(uids, uid)), now.modSeqs.get(Slots.of(now.uids, uid))));
    return new MailboxState(
        now.uidValidity(),
        new MailboxState.Counters(
            now.uidNext, now.highestModSeq, now.firstRecentUid, now.totalSize),
        uids,
        now.live,
        now.flags,
        among(now.expungedFlags, uids),
        now.keywords,
        now.keywordNumbers(),
        modSeqs.build(),
        columns[0],
        now.history);
  }

  private static void forEachSlot(
      MailboxState state, UidBitmap some, java.util.function.IntConsumer consumer) {
    Slots.forEachRun(
        state.uids,
        some,
        (from, to) -> {
          for (int slot = from; slot < to; slot++) {
            consumer.accept(slot);
          }
        });
  }

  private static FlagMaps among(FlagMaps flags, UidBitmap uids) {
    return new FlagMaps(among(flags.system(), uids), among(flags.keywords(), uids));
  }

  private static List<UidBitmap> among(List<UidBitmap> maps, UidBitmap uids) {
    return maps.stream().map(map -> map.and(uids)).toList();
  }
}
