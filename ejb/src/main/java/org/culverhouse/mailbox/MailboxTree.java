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
    return isAnyBelow(mailboxes.navigableKeySet(), name);
  }

  /** Whether the user has subscribed to something below. */
  public boolean isSubscribedBelow(MailboxName name) {
    return isAnyBelow(subscriptions, name);
  }

  private static boolean isAnyBelow(NavigableSet<MailboxName> names, MailboxName root) {
    for (var next = names.higher(root); next != null; next = names.higher(next)) {
      if (next.isBelow(root)) {
        return true;
      }
      if (!next.value().startsWith(root.value())) {
        return false;
      }
    }
    return false;
  }
}
