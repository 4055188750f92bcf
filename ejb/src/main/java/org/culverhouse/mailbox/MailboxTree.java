package org.culverhouse.mailbox;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.culverhouse.api.model.MailboxName;

/**
 * The mailboxes of a store at one moment; immutable. A parent that was never created is not in it:
 * it shows only in the names of its children. Subscriptions are names, whether such a mailbox
 * exists or not (RFC 9051 section 6.3.7).
 */
public record MailboxTree(
    NavigableMap<MailboxName, MailboxInfo> mailboxes, NavigableSet<MailboxName> subscriptions) {
  public MailboxTree {
    mailboxes = Collections.unmodifiableNavigableMap(new TreeMap<>(mailboxes));
    subscriptions = Collections.unmodifiableNavigableSet(new TreeSet<>(subscriptions));
  }

  public Optional<MailboxInfo> find(MailboxName name) {
    return Optional.ofNullable(mailboxes.get(name));
  }

  /**
   * @throws MailException with {@link Reason#NO_SUCH_MAILBOX}
   */
  public MailboxInfo get(MailboxName name) {
    return find(name)
        .orElseThrow(
            () -> new MailException(Reason.NO_SUCH_MAILBOX, "There is no mailbox " + name));
  }

  public boolean hasChildren(MailboxName name) {
    for (var next = mailboxes.higherKey(name); next != null; next = mailboxes.higherKey(next)) {
      if (next.isBelow(name)) {
        return true;
      }
      if (!next.value().startsWith(name.value())) {
        return false;
      }
    }
    return false;
  }
}
