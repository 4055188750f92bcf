package org.culverhouse.store;

import org.culverhouse.api.model.MailboxId;
import org.culverhouse.api.model.UidValidity;

/** Gives the recent messages to one session; the answer is the first UID of them. */
record ClaimRecent(MailboxId id, UidValidity validity) implements Change<Long> {
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
    var mailbox = plan.mailbox(id, validity);
    long first = mailbox.firstRecentUid();
    if (first < mailbox.uidNext()) {
      plan.record(
          new LogRecord.UidState(
              id.value(), mailbox.uidValidity().value(), mailbox.uidNext(), mailbox.uidNext()));
    }
    return first;
  }
}
