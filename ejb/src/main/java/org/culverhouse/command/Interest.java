package org.culverhouse.command;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.culverhouse.api.command.FetchAttribute;
import org.culverhouse.api.command.Notify;
import org.culverhouse.api.command.Notify.Event;
import org.culverhouse.api.command.Notify.Filter;
import org.culverhouse.api.command.Notify.Group;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.mailbox.MailboxTree;
import org.culverhouse.mailbox.Wanted;

/**
 * What a client wants to hear of (RFC 5465 section 6). All groups that name a mailbox count for it,
 * but where one of them says NONE there is nothing to be told.
 *
 * @param wanted of the selected mailbox
 * @param expunges when those of the selected mailbox are told
 * @param attributes what is fetched of new messages there
 * @param elsewhere the groups for all other mailboxes, and for names
 */
record Interest(
    Wanted wanted, Expunges expunges, List<FetchAttribute> attributes, List<Group> elsewhere) {
  enum Expunges {
    AT_ONCE,
    /** When a command comes that may tell them (section 6.1.2). */
    DELAYED
  }

  /** That of a client which has never used NOTIFY (section 3.1). */
  static final Interest DEFAULT =
      new Interest(Wanted.EVERYTHING, Expunges.DELAYED, List.of(), List.of());

  static final Interest NONE = new Interest(Wanted.NOTHING, Expunges.DELAYED, List.of(), List.of());

  Interest {
    attributes = List.copyOf(attributes);
    elsewhere = List.copyOf(elsewhere);
  }

  static Interest of(Notify command) {
    var elsewhere =
        command.groups().stream()
            .filter(group -> !(group.filter() instanceof Filter.Selected))
            .toList();
    for (var group : command.groups()) {
      if (group.filter() instanceof Filter.Selected when) {
        return new Interest(wanted(group), expunges(when), group.attributes(), elsewhere);
      }
    }
    return new Interest(Wanted.NOTHING, Expunges.DELAYED, List.of(), elsewhere);
  }

  private static Wanted wanted(Group selected) {
    if (selected.events().contains(Event.FLAG_CHANGE)) {
      return Wanted.EVERYTHING;
    }
    return selected.events().isEmpty() ? Wanted.NOTHING : Wanted.MESSAGES;
  }

  private static Expunges expunges(Filter.Selected filter) {
    return switch (filter) {
      case SELECTED -> Expunges.AT_ONCE;
      case SELECTED_DELAYED -> Expunges.DELAYED;
    };
  }

  /** Whether anything outside of the selected mailbox is to be told. */
  boolean isElsewhere() {
    return elsewhere.stream().anyMatch(group -> !group.events().isEmpty());
  }

  /** Whether there is something to be told between commands. */
  boolean isBetweenCommands() {
    return wanted != Wanted.NOTHING || isElsewhere();
  }

  /** What is to be told of a mailbox that is not selected, or of its name. */
  Set<Event> of(MailboxName name, MailboxTree tree) {
    return of(name, tree.subscriptions().contains(name));
  }

  private Set<Event> of(MailboxName name, boolean isSubscribed) {
    var events = EnumSet.noneOf(Event.class);
    for (var group : elsewhere) {
      if (names(group.filter(), name, isSubscribed)) {
        if (group.events().isEmpty()) {
          return Set.of();
        }
        events.addAll(group.events());
      }
    }
    return events;
  }

  private static boolean names(Filter filter, MailboxName name, boolean isSubscribed) {
    return switch (filter) {
      case Filter.Selected selected -> false;
      case Filter.Kind kind ->
          switch (kind) {
            // Nobody knows into which of them mail is delivered (section 6.3).
            case INBOXES, PERSONAL -> true;
            case SUBSCRIBED -> isSubscribed;
          };
      case Filter.Subtree subtree -> isWithin(name, subtree.names());
      case Filter.Mailboxes mailboxes -> mailboxes.names().contains(name);
    };
  }

  private static boolean isWithin(MailboxName name, Set<MailboxName> roots) {
    if (roots.contains(name)) {
      return true;
    }
    for (var above = name.parent(); above.isPresent(); above = above.get().parent()) {
      if (roots.contains(above.get())) {
        return true;
      }
    }
    return false;
  }

  /** Of one who has subscribed or does not any more, the name was among those subscribed to. */
  boolean hearsOfSubscription(MailboxName name) {
    return of(name, true).contains(Event.SUBSCRIPTION_CHANGE);
  }

  /** What stands below the name is renamed too, without an event of its own (section 5.4). */
  boolean hearsOfRename(MailboxName from, MailboxName to, MailboxTree tree) {
    return of(from, tree).contains(Event.MAILBOX_NAME)
        || of(to, tree).contains(Event.MAILBOX_NAME)
        || hearsOfNamesBelow(from, tree)
        || hearsOfNamesBelow(to, tree);
  }

  private boolean hearsOfNamesBelow(MailboxName root, MailboxTree tree) {
    return elsewhere.stream()
        .filter(group -> group.events().contains(Event.MAILBOX_NAME))
        .anyMatch(
            group ->
                switch (group.filter()) {
                  case Filter.Selected selected -> false;
                  case Filter.Kind kind ->
                      kind == Filter.Kind.SUBSCRIBED && tree.isSubscribedBelow(root);
                  case Filter.Subtree subtree -> isAnyBelow(subtree.names(), root);
                  case Filter.Mailboxes mailboxes -> isAnyBelow(mailboxes.names(), root);
                });
  }

  private static boolean isAnyBelow(Set<MailboxName> names, MailboxName root) {
    return names.stream().anyMatch(name -> name.isBelow(root));
  }
}
