package org.culverhouse.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.culverhouse.api.model.MailboxId;
import org.culverhouse.mailbox.StoreEvent;

/** What a commit has changed, and for whom: nobody is told what they have done. One thread. */
final class Happenings {
  private record Deed(Author author, StoreEvent event) {}

  private final Set<MailboxId> changed = new HashSet<>();
  private final List<Deed> deeds = new ArrayList<>();
  private final Set<Deed> inMailboxes = new HashSet<>();
  private Author author = Author.NOBODY;
  private boolean hasNames;

  /** What happens from now on is done for that one. */
  void begin(Author who) {
    author = who;
  }

  /** A mailbox looks different, in whatever way. */
  void changed(long mailbox) {
    changed.add(new MailboxId(mailbox));
  }

  void messages(long mailbox) {
    changed(mailbox);
    once(new StoreEvent.Messages(new MailboxId(mailbox)));
  }

  void flags(long mailbox) {
    changed(mailbox);
    once(new StoreEvent.Flags(new MailboxId(mailbox)));
  }

  private void once(StoreEvent event) {
    var deed = new Deed(author, event);
    if (inMailboxes.add(deed)) {
      deeds.add(deed);
    }
  }

  /** Names keep their order: one may get many names. */
  void named(StoreEvent.OfName event) {
    hasNames = true;
    deeds.add(new Deed(author, event));
  }

  boolean hasNames() {
    return hasNames;
  }

  Set<MailboxId> changed() {
    return changed;
  }

  /** What that one is told of it, in the order in which it has happened. */
  List<StoreEvent> seenBy(Author who) {
    var seen = new ArrayList<StoreEvent>();
    for (var deed : deeds) {
      if (deed.author() != who) {
        seen.add(deed.event());
      } else if (deed.event() instanceof StoreEvent.OfName own) {
        seen.add(new StoreEvent.Own(own));
      }
    }
    return seen;
  }
}
