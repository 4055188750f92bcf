package org.culverhouse.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.mailbox.StoreEvent;
import org.culverhouse.mailbox.StoreEvent.Renamed;

/**
 * What a number of events of names come to. The names are told as they are in the end, so whoever
 * had another name in between goes by the last one. A client that first does as the renames say,
 * and then believes what is said of the other names, has it right.
 */
final class NameChanges {
  private final List<Renamed> renames = new ArrayList<>();
  private LinkedHashSet<MailboxName> concerned = new LinkedHashSet<>();
  private final LinkedHashSet<MailboxName> subscriptions = new LinkedHashSet<>();

  NameChanges(List<StoreEvent.OfName> events) {
    events.forEach(this::add);
  }

  /** In their order. */
  List<Renamed> renames() {
    return renames;
  }

  /** Whether what got a name has got another one later. */
  boolean isForAWhile(Renamed renamed) {
    var name = renamed.to();
    return renames.stream()
        .dropWhile(other -> other != renamed)
        .skip(1)
        .anyMatch(later -> later.from().equals(name) || name.isBelow(later.from()));
  }

  /** The names that have come into being or ended, and their parents (RFC 5465 section 5.4). */
  SequencedSet<MailboxName> concerned() {
    return concerned;
  }

  /** The names to which the user has subscribed, or does not any more. */
  SequencedSet<MailboxName> subscriptions() {
    return subscriptions;
  }

  private void add(StoreEvent.OfName event) {
    switch (event) {
      case StoreEvent.Created created -> concern(created.name());
      case StoreEvent.Deleted deleted -> concern(deleted.name());
      case Renamed renamed -> rename(renamed);
      case StoreEvent.RenamedYourself own -> moveConcerned(own.from(), own.to());
      case StoreEvent.Subscribed subscribed -> subscriptions.add(subscribed.name());
    }
  }

  private void concern(MailboxName name) {
    concerned.add(name);
    name.parent().ifPresent(concerned::add);
  }

  private void rename(Renamed renamed) {
    moveConcerned(renamed.from(), renamed.to());
    renames.add(renamed);
  }

  private void moveConcerned(MailboxName from, MailboxName to) {
    var moved = new LinkedHashSet<MailboxName>();
    for (var name : concerned) {
      moved(name, from, to).ifPresent(moved::add);
    }
    concerned = moved;
  }

  /** Empty for a name that would be too long: there is no such mailbox. */
  private static Optional<MailboxName> moved(MailboxName name, MailboxName from, MailboxName to) {
    boolean moves = name.equals(from) || name.isBelow(from);
    if (!moves || from.isInbox()) { // which stays, with what is below it
      return Optional.of(name);
    }
    try {
      return Optional.of(name.moved(from, to));
    } catch (IllegalArgumentException tooLong) {
      return Optional.empty();
    }
  }
}
