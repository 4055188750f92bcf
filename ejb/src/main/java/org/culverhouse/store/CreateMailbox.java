package org.culverhouse.store;

import java.util.Set;
import org.culverhouse.api.model.MailboxId;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SpecialUse;
import org.culverhouse.api.model.UidValidity;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailboxInfo;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.StoreEvent;

/** CREATE (RFC 9051 section 6.3.4). */
record CreateMailbox(MailboxName name, Set<SpecialUse> specialUses) implements Change<MailboxInfo> {
  private static final int RECORD = 1200;

  @Override
  public Space space() {
    return Space.GROWS;
  }

  @Override
  public long octets() {
    return RECORD;
  }

  @Override
  public MailboxInfo plan(Plan plan) {
    checkFree(plan, name);
    var created = create(plan, name, specialUses);
    plan.happenings().named(new StoreEvent.Created(name));
    return created;
  }

  static void checkFree(Plan plan, MailboxName name) {
    if (plan.edit().find(name) != null) {
      throw new MailException(Reason.ALREADY_EXISTS, "There is a mailbox " + name + " already");
    }
  }

  static MailboxInfo create(Plan plan, MailboxName name, Set<SpecialUse> specialUses) {
    if (plan.edit().mailboxCount() >= plan.settings().mailboxes()) {
      throw new MailException(
          Reason.OVER_QUOTA,
          "An account cannot have more than " + plan.settings().mailboxes() + " mailboxes");
    }
    long validity = plan.nextUidValidity();
    long id = plan.edit().nextMailboxId();
    plan.record(
        new LogRecord.CreateMailbox(id, validity, plan.nowSeconds(), specialUses, name.value()));
    return new MailboxInfo(new MailboxId(id), name, new UidValidity(validity), specialUses);
  }
}
