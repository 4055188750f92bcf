package org.culverhouse.index;

import java.nio.ByteBuffer;
import org.culverhouse.api.model.ModSeq;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.api.model.Uid;
import org.culverhouse.api.model.UidValidity;
import org.culverhouse.mailbox.MailboxCounts;
import org.roaringbitmap.RoaringBitmap;

/**
 * The numbers of a mailbox in front of the sections of its index (docs/formats/idx.md).
 *
 * @param expungeFloor expunges at or before this mod-sequence may not be listed
 * @param firstUnseen a UID, or 0
 */
public record IndexSummary(
    long uidValidity,
    long highestModSeq,
    long expungeFloor,
    int messages,
    int seen,
    int deleted,
    int flagged,
    long firstUnseen,
    int keywords,
    long totalSize,
    long uidNext,
    long firstRecentUid) {
  public static final int LENGTH = 72;

  private static final long MAX_SIZE = 1L << 62;

  public static IndexSummary of(MailboxState state) {
    var unseen = RoaringBitmap.andNot(state.live.bits(), state.with(SystemFlag.SEEN).bits());
    return new IndexSummary(
        state.uidValidity().value(),
        state.highestModSeq,
        state.history.floor(),
        state.live.size(),
        state.with(SystemFlag.SEEN).size(),
        state.with(SystemFlag.DELETED).size(),
        state.with(SystemFlag.FLAGGED).size(),
        unseen.isEmpty() ? 0 : Integer.toUnsignedLong(unseen.first()),
        state.keywords.size(),
        state.totalSize,
        state.uidNext,
        state.firstRecentUid);
  }

  /** Whether these numbers can be, and can grow. */
  public boolean isSound() {
    return isSize(highestModSeq)
        && expungeFloor >= 0
        && expungeFloor <= highestModSeq
        && messages >= 0
        && isPart(seen)
        && isPart(deleted)
        && isPart(flagged)
        && isSize(totalSize)
        && uidNext >= 1
        && uidNext <= Uid.MAX + 1
        && firstRecentUid >= 0;
  }

  private static boolean isSize(long number) {
    return number >= 0 && number <= MAX_SIZE;
  }

  private boolean isPart(int number) {
    return number >= 0 && number <= messages;
  }

  /** Whether it is of this state, but for what depends on how its history was made. */
  boolean isOf(MailboxState state) {
    return uidValidity == state.uidValidity().value()
        && uidNext == state.uidNext
        && highestModSeq == state.highestModSeq
        && messages == state.live.size()
        && totalSize == state.totalSize;
  }

  IndexSummary skipping(long modSeqs) {
    return new IndexSummary(
        uidValidity,
        highestModSeq + modSeqs,
        expungeFloor,
        messages,
        seen,
        deleted,
        flagged,
        firstUnseen,
        keywords,
        totalSize,
        uidNext,
        firstRecentUid);
  }

  MailboxCounts counts() {
    return new MailboxCounts(
        new UidValidity(uidValidity),
        uidNext,
        new ModSeq(highestModSeq),
        messages,
        messages - seen,
        deleted,
        totalSize);
  }

  public void put(ByteBuffer target) {
    target.putInt((int) uidValidity).putInt(0).putLong(highestModSeq).putLong(expungeFloor);
    target.putInt(messages).putInt(seen).putInt(deleted).putInt(flagged);
    target.putInt((int) firstUnseen).putInt(keywords);
    target.putLong(totalSize).putLong(uidNext).putLong(firstRecentUid);
  }

  public static IndexSummary get(ByteBuffer source) {
    long uidValidity = Integer.toUnsignedLong(source.getInt());
    source.getInt();
    long highestModSeq = source.getLong();
    long expungeFloor = source.getLong();
    int messages = source.getInt();
    int seen = source.getInt();
    int deleted = source.getInt();
    int flagged = source.getInt();
    long firstUnseen = Integer.toUnsignedLong(source.getInt());
    int keywords = source.getInt();
    return new IndexSummary(
        uidValidity,
        highestModSeq,
        expungeFloor,
        messages,
        seen,
        deleted,
        flagged,
        firstUnseen,
        keywords,
        source.getLong(),
        source.getLong(),
        source.getLong());
  }
}
