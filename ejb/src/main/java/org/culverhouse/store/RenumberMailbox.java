package org.culverhouse.store;

import org.culverhouse.api.model.MailboxId;
import org.culverhouse.api.model.UidValidity;

/** Gives a mailbox a new UIDVALIDITY, which is the answer, and its messages UIDs from 1 on. */
record RenumberMailbox(MailboxId id) implements Change<UidValidity> {
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
  public UidValidity plan(Plan plan) {
    var mailbox = plan.mailbox(id);
    plan.renumber(id, mailbox);
    return mailbox.uidValidity();
  }
}
