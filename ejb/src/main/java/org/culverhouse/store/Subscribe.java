package org.culverhouse.store;

import org.culverhouse.api.model.MailboxName;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.StoreEvent;

/** SUBSCRIBE and UNSUBSCRIBE; the answer is whether anything has changed. */
record Subscribe(MailboxName name, boolean subscribed) implements Change<Boolean> {
  private static final int RECORD = 1100;

  @Override
  public Space space() {
    return Space.CHANGES;
  }

  @Override
  public long octets() {
    return RECORD;
  }

  @Override
  public Boolean plan(Plan plan) {
    if (plan.edit().isSubscribed(name) == subscribed) {
      return false;
    }
    int bound = 2 * plan.settings().mailboxes();
    if (subscribed && plan.edit().subscriptionCount() >= bound) {
      throw new MailException(
          Reason.LIMIT, "An account cannot have more than " + bound + " subscriptions");
    }
    plan.record(new LogRecord.Subscribe(subscribed, name.value()));
    plan.happenings().named(new StoreEvent.Subscribed(name));
    return true;
  }
}
