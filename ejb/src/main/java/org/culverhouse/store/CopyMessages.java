package org.culverhouse.store;

import java.util.ArrayList;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.MailboxId;
import org.culverhouse.api.model.UidSet;
import org.culverhouse.api.model.UidValidity;
import org.culverhouse.index.MailboxEdit;
import org.culverhouse.mailbox.Copied;
import org.culverhouse.mailbox.UidBitmap;
import org.roaringbitmap.RoaringBitmap;

/** COPY or MOVE: one record, whatever the size of the messages (RFC 9051 6.4.7, RFC 6851). */
record CopyMessages(
    MailboxId source, UidValidity validity, UidBitmap uids, MailboxId target, Kind kind)
    implements Change<Copied> {
  private static final int RECORD = 1024;

  /** What becomes of the originals. */
  enum Kind {
    COPY,
    MOVE
  }

  @Override
  public Space space() {
    return kind == Kind.COPY ? Space.GROWS : Space.FREES;
  }

  @Override
  public long octets() {
    return RECORD + uids.bits().getLongSizeInBytes();
  }

  @Override
  public Copied plan(Plan plan) {
    var from = plan.mailbox(source, validity);
    var to = plan.target(target);
    var existing = from.existing(uids);
    if (existing.isEmpty()) {
      return new Copied(to.uidValidity(), UidSet.EMPTY, UidSet.EMPTY);
    }
    if (kind == Kind.COPY) {
      plan.checkCopyQuota(target, from.sizeOf(existing), existing.size());
    }
    var keywords = keywords(from, existing);
    plan.checkKeywords(to, keywords);
    var all = source.equals(target) ? from.live() : UidBitmap.EMPTY;
    plan.makeUids(target, to, existing.size());
    boolean isRenumbered = !from.uidValidity().equals(validity);
    plan.keywordNumbers(target, to, keywords);
    return record(plan, from, to, existing, isRenumbered ? existing.ranksIn(all) : existing);
  }

  /** All keywords that any of the messages carries. */
  private static ArrayList<Keyword> keywords(MailboxEdit mailbox, UidBitmap existing) {
    var keywords = new ArrayList<Keyword>();
    for (int number = 0; number < mailbox.keywordCount(); number++) {
      if (RoaringBitmap.intersects(mailbox.withKeyword(number), existing.bits())) {
        keywords.add(mailbox.keyword(number));
      }
    }
    return keywords;
  }

  /**
   * @param existing the originals as the caller knows them
   * @param now the same, after what has been recorded so far
   */
  private Copied record(
      Plan plan, MailboxEdit from, MailboxEdit to, UidBitmap existing, UidBitmap now) {
    long firstUid = to.uidNext();
    long modSeq = to.highestModSeq() + 1;
    var copy =
        new LogRecord.Copy(
            source.value(), target.value(), modSeq, firstUid, plan.nowSeconds(), now);
    switch (kind) {
      case COPY -> plan.record(copy);
      case MOVE -> {
        boolean isSame = source.equals(target);
        long sourceModSeq = isSame ? modSeq + 1 : from.highestModSeq() + 1;
        plan.record(new LogRecord.Move(copy, sourceModSeq));
      }
    }
    return new Copied(
        to.uidValidity(), existing.toUidSet(), UidSet.of(firstUid, firstUid + existing.size() - 1));
  }
}
