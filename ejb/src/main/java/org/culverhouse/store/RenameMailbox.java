package org.culverhouse.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailboxInfo;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.StoreEvent;

/**
 * RENAME with all children; that of INBOX moves its messages into a new mailbox (RFC 9051 section
 * 6.3.6). The answer is how many names have changed.
 */
record RenameMailbox(MailboxName from, MailboxName to) implements Change<Integer> {
  private static final int RECORD = 4096;

  @Override
  public Space space() {
    return Space.CHANGES;
  }

  @Override
  public long octets() {
    return RECORD;
  }

  @Override
  public Integer plan(Plan plan) {
    CreateMailbox.checkFree(plan, to);
    int renamed = from.isInbox() ? renameInbox(plan) : renameTree(plan);
    plan.happenings().named(new StoreEvent.Renamed(from, to));
    return renamed;
  }

  private int renameTree(Plan plan) {
    if (to.isBelow(from)) {
      throw new MailException(Reason.CANNOT, "A mailbox cannot be moved below itself");
    }
    var moved = subtree(plan);
    if (moved.isEmpty()) {
      throw new MailException(Reason.NO_SUCH_MAILBOX, "There is no mailbox " + from);
    }
    checkTargets(plan, moved);
    plan.record(new LogRecord.RenameMailbox(from.value(), to.value()));
    return moved.size();
  }

  private List<MailboxInfo> subtree(Plan plan) {
    var subtree = new ArrayList<MailboxInfo>();
    for (var info : plan.edit().names().tailMap(from).values()) {
      if (info.name().equals(from) || info.name().isBelow(from)) {
        subtree.add(info);
      } else if (!info.name().value().startsWith(from.value())) {
        break;
      }
    }
    return subtree;
  }

  private void checkTargets(Plan plan, List<MailboxInfo> moved) {
    Set<MailboxName> leaving = new HashSet<>();
    moved.forEach(info -> leaving.add(info.name()));
    for (var info : moved) {
      var target = target(info.name());
      if (!leaving.contains(target)) {
        CreateMailbox.checkFree(plan, target);
      }
    }
  }

  private MailboxName target(MailboxName name) {
    try {
      return name.moved(from, to);
    } catch (IllegalArgumentException e) {
      throw new MailException(Reason.CANNOT, e.getMessage() + ", which would be below " + to, e);
    }
  }

  private int renameInbox(Plan plan) {
    var inbox = plan.edit().find(from);
    if (inbox == null) {
      throw new MailException(Reason.NO_SUCH_MAILBOX, "There is no INBOX");
    }
    var all = plan.mailbox(inbox.id()).live();
    var created = CreateMailbox.create(plan, to, Set.of());
    if (!all.isEmpty()) {
      new CopyMessages(inbox.id(), inbox.uidValidity(), all, created.id(), CopyMessages.Kind.MOVE)
          .plan(plan);
    }
    return 1;
  }
}
