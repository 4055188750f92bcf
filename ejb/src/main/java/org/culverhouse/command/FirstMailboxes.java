package org.culverhouse.command;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SpecialUse;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.Reason;

/** The mailboxes that a new account finds beside INBOX (RFC 6154 section 2). */
final class FirstMailboxes {
  private static final Map<SpecialUse, String> NAMES =
      new EnumMap<>(
          Map.of(
              SpecialUse.DRAFTS, "Drafts",
              SpecialUse.SENT, "Sent",
              SpecialUse.JUNK, "Junk",
              SpecialUse.TRASH, "Trash"));

  private FirstMailboxes() {}

  /** Makes them if the store has nothing of its own yet, and no subscription. */
  static void make(MailStore store) {
    var tree = store.tree();
    boolean untouched =
        tree.subscriptions().isEmpty()
            && tree.mailboxes().keySet().stream()
                .allMatch(name -> name.isInbox() || NAMES.containsValue(name.value()));
    if (!untouched) {
      return;
    }
    NAMES.forEach((use, name) -> create(store, new MailboxName(name), use));
    NAMES.values().forEach(name -> store.subscribe(new MailboxName(name)));
    store.subscribe(MailboxName.INBOX);
  }

  private static void create(MailStore store, MailboxName name, SpecialUse use) {
    try {
      store.create(name, Set.of(use));
    } catch (MailException e) {
      // Another session logs in for the first time as well.
      if (e.reason() != Reason.ALREADY_EXISTS) {
        throw e;
      }
    }
  }
}
