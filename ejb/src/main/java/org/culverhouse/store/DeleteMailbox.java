package org.culverhouse.store;

import org.culverhouse.api.model.MailboxId;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.StoreEvent;

/** DELETE (RFC 9051 section 6.3.5); children stay. The answer is the mailbox that was there. */
record DeleteMailbox(MailboxName name) implements Change<MailboxId> {
  private static final int RECORD = 64;

  @Override
  public Space space() {
    return Space.FREES;
  }

  @Override
  public long octets() {
    return RECORD;
  }

  @Override
  public MailboxId plan(Plan plan) {
    if (name.isInbox()) {
      throw new MailException(Reason.CANNOT, "INBOX cannot be deleted");
    }
    var info = plan.edit().find(name);
    if (info == null) {
      throw new MailException(Reason.NO_SUCH_MAILBOX, "There is no mailbox " + name);
    }
    plan.record(new LogRecord.DeleteMailbox(info.id().value()));
    plan.happenings().named(new StoreEvent.Deleted(name));
    return info.id();
  }
}
