package org.culverhouse.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.culverhouse.api.command.FetchAttribute;
import org.culverhouse.api.command.Notify;
import org.culverhouse.api.command.Notify.Base;
import org.culverhouse.api.command.Notify.Event;
import org.culverhouse.api.command.Notify.Filter;
import org.culverhouse.api.command.Notify.Group;
import org.culverhouse.api.model.MailboxName;

/** NOTIFY commands from short words. */
final class Wishes {
  static final Event[] COUNTS = {Event.MESSAGE_NEW, Event.MESSAGE_EXPUNGE};
  static final Event[] FLAGS = {Event.MESSAGE_NEW, Event.MESSAGE_EXPUNGE, Event.FLAG_CHANGE};
  static final Event[] NAMES = {Event.MAILBOX_NAME, Event.SUBSCRIPTION_CHANGE};

  private Wishes() {}

  static Notify set(Group... groups) {
    return new Notify("a", Base.KNOWN, List.of(groups), List.of());
  }

  static Notify setStatus(Group... groups) {
    return new Notify("a", Base.STATUS, List.of(groups), List.of());
  }

  static Group selected(Event... events) {
    return of(Filter.Selected.SELECTED, events);
  }

  static Group delayed(Event... events) {
    return of(Filter.Selected.SELECTED_DELAYED, events);
  }

  static Group fetching(Group selected, FetchAttribute... attributes) {
    return new Group(selected.filter(), selected.events(), List.of(attributes));
  }

  static Group personal(Event... events) {
    return of(Filter.Kind.PERSONAL, events);
  }

  static Group of(Filter filter, Event... events) {
    return new Group(filter, Set.of(events), List.of());
  }

  static Filter mailboxes(String... names) {
    return new Filter.Mailboxes(names(names));
  }

  static Filter subtree(String... names) {
    return new Filter.Subtree(names(names));
  }

  private static Set<MailboxName> names(String... names) {
    return Arrays.stream(names).map(MailboxName::new).collect(Collectors.toSet());
  }

  /**
   * Groups from a text: {@code personal CFNS; subtree a b -}: C for messages that come and go, F
   * for those and their flags, N for names, S for subscriptions, - for NONE.
   */
  static Group[] parse(String text) {
    var groups = new ArrayList<Group>();
    for (var part : text.split("; *")) {
      var words = List.of(part.strip().split(" +"));
      var names = words.subList(1, words.size() - 1).toArray(String[]::new);
      var filter =
          switch (words.getFirst()) {
            case "selected" -> Filter.Selected.SELECTED;
            case "delayed" -> Filter.Selected.SELECTED_DELAYED;
            case "inboxes" -> Filter.Kind.INBOXES;
            case "personal" -> Filter.Kind.PERSONAL;
            case "subscribed" -> Filter.Kind.SUBSCRIBED;
            case "subtree" -> subtree(names);
            case "mailboxes" -> mailboxes(names);
            default -> throw new IllegalArgumentException(part);
          };
      groups.add(of(filter, events(words.getLast())));
    }
    return groups.toArray(Group[]::new);
  }

  static Event[] events(String letters) {
    return letters
        .chars()
        .boxed()
        .flatMap(
            letter ->
                switch ((char) (int) letter) {
                  case 'C' -> Arrays.stream(COUNTS);
                  case 'F' -> Arrays.stream(FLAGS);
                  case 'N' -> Arrays.stream(new Event[] {Event.MAILBOX_NAME});
                  case 'S' -> Arrays.stream(new Event[] {Event.SUBSCRIPTION_CHANGE});
                  case '-' -> Arrays.stream(new Event[] {});
                  default -> throw new IllegalArgumentException(letters);
                })
        .distinct()
        .toArray(Event[]::new);
  }
}
