package org.culverhouse.store;

import java.util.List;
import org.culverhouse.api.model.MailboxId;
import org.culverhouse.api.model.UidValidity;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.UidBitmap;

/** A new message, and the end of another one (RFC 8508). */
record ReplaceMessage(
    MailboxId source, UidValidity validity, long uid, MailboxId target, PreparedMessage message)
    implements Change<AppendMessages.Stored> {
  private static final int EXPUNGE = 320;

  @Override
  public Space space() {
    return Space.GROWS;
  }

  @Override
  public long octets() {
    return append().octets() + EXPUNGE;
  }

  private AppendMessages append() {
    return new AppendMessages(target, List.of(message));
  }

  @Override
  public AppendMessages.Stored plan(Plan plan) {
    var from = plan.mailbox(source, validity);
    var replaced = from.existing(UidBitmap.of(uid));
    if (replaced.isEmpty()) {
      throw new MailException(Reason.EXPUNGED, "The message has been expunged");
    }
    plan.target(target);
    long more = message.size() - from.sizeOf(replaced);
    if (more > 0) {
      plan.checkQuota(more, 0);
    }
    var before = source.equals(target) ? from.live() : UidBitmap.EMPTY;
    var stored = append().record(plan);
    boolean isRenumbered = !from.uidValidity().equals(validity);
    plan.record(
        new LogRecord.Expunge(
            source.value(),
            from.highestModSeq() + 1,
            isRenumbered ? replaced.ranksIn(before) : replaced));
    return stored;
  }
}
