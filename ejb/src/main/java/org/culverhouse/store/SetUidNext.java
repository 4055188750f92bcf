package org.culverhouse.store;

import org.culverhouse.api.model.MailboxId;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;

/**
 * Leaves out UIDs, as an administrator wants; a UID that has been given never comes again. The
 * answer is the next UID.
 */
record SetUidNext(MailboxId id, long uidNext) implements Change<Long> {
  private static final int RECORD = 64;

  @Override
  public Space space() {
    return Space.CHANGES;
  }

  @Override
  public long octets() {
    return RECORD;
  }

  @Override
  public Long plan(Plan plan) {
    var mailbox = plan.mailbox(id);
    if (uidNext < mailbox.uidNext()) {
      throw new MailException(
          Reason.CANNOT, "The next UID is " + mailbox.uidNext() + " and can only go up");
    }
    plan.record(
        new LogRecord.UidState(
            id.value(), mailbox.uidValidity().value(), uidNext, mailbox.firstRecentUid()));
    plan.sync();
    return uidNext;
  }
}
