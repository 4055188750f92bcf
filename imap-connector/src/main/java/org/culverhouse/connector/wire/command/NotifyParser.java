package org.culverhouse.connector.wire.command;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.culverhouse.api.command.FetchAttribute;
import org.culverhouse.api.command.Notify;
import org.culverhouse.api.command.Notify.Base;
import org.culverhouse.api.command.Notify.Event;
import org.culverhouse.api.command.Notify.Filter;
import org.culverhouse.api.command.Notify.Group;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.response.ResponseCode.Plain;

/**
 * NOTIFY (RFC 5465 section 8):
 *
 * <pre>
 * notify              = "NOTIFY" SP ("SET" [SP "STATUS"] SP event-groups / "NONE")
 * event-groups        = event-group *(SP event-group)
 * event-group         = "(" filter-mailboxes SP events ")"
 * filter-mailboxes    = "selected" / "selected-delayed" / "inboxes" / "personal" / "subscribed" /
 *                       ("subtree" SP one-or-more-mailbox) / ("mailboxes" SP one-or-more-mailbox)
 * one-or-more-mailbox = mailbox / "(" mailbox *(SP mailbox) ")"
 * events              = "(" event *(SP event) ")" / "NONE"
 * event               = "MessageNew" [SP "(" fetch-att *(SP fetch-att) ")"] / atom
 * </pre>
 */
final class NotifyParser {
  /** The connection holds on to what the client has asked for. */
  private static final int MOST_OCTETS = 64 * 1024;

  private static final int MOST_GROUPS = 100;
  private static final int MOST_MAILBOXES = 1000;
  private static final int MOST_ATTRIBUTES = 100;

  private final Lexer in;
  private final List<Group> groups = new ArrayList<>();
  private final Set<String> unknown = new LinkedHashSet<>();
  private boolean hasSelected;
  private int mailboxes;

  private NotifyParser(Lexer in) {
    this.in = in;
  }

  static Notify parse(String tag, Lexer in) {
    in.sp();
    if (in.takeWord("NONE")) {
      return Notify.none(tag);
    }
    if (!in.takeWord("SET")) {
      throw in.expected("SET or NONE");
    }
    in.sp();
    return new NotifyParser(in).set(tag);
  }

  private Notify set(String tag) {
    var base = Base.KNOWN;
    if (in.takeWord("STATUS")) {
      base = Base.STATUS;
      in.sp();
    }
    do {
      groups.add(group());
      requireAtMost(MOST_GROUPS, groups.size(), "groups of events");
    } while (in.take(' ') && !in.atEnd());
    if (in.position() > MOST_OCTETS) {
      throw Rejection.no(Plain.LIMIT, "NOTIFY may have " + MOST_OCTETS + " octets");
    }
    return new Notify(tag, base, groups, List.copyOf(unknown));
  }

  private static void requireAtMost(int most, int count, String what) {
    if (count > most) {
      throw Rejection.no(Plain.LIMIT, "NOTIFY may have " + most + " " + what);
    }
  }

  private Group group() {
    in.open();
    var filter = filter();
    in.sp();
    var group = in.takeWord("NONE") ? none(filter) : events(filter);
    in.close();
    return group;
  }

  private Filter filter() {
    int from = in.position();
    return switch (in.label("a mailbox filter")) {
      case "SELECTED" -> selected(Filter.Selected.SELECTED, from);
      case "SELECTED-DELAYED" -> selected(Filter.Selected.SELECTED_DELAYED, from);
      case "INBOXES" -> Filter.Kind.INBOXES;
      case "PERSONAL" -> Filter.Kind.PERSONAL;
      case "SUBSCRIBED" -> Filter.Kind.SUBSCRIBED;
      case "SUBTREE" -> new Filter.Subtree(names());
      case "MAILBOXES" -> new Filter.Mailboxes(names());
      default -> throw in.bad("Unknown mailbox filter", from);
    };
  }

  /** "Only one of them can be specified in a NOTIFY command." */
  private Filter selected(Filter.Selected filter, int from) {
    if (hasSelected) {
      throw in.bad("A second filter for the selected mailbox:", from);
    }
    hasSelected = true;
    return filter;
  }

  private Set<MailboxName> names() {
    in.sp();
    var names = new HashSet<MailboxName>();
    if (in.peek('(')) {
      in.list(() -> name(names));
    } else {
      name(names);
    }
    return names;
  }

  /** A mailbox that cannot exist is passed over as one that does not (RFC 5465 section 3.1). */
  private Optional<MailboxName> name(Set<MailboxName> names) {
    requireAtMost(MOST_MAILBOXES, ++mailboxes, "names of mailboxes");
    var name = MailboxNames.anyMailbox(in);
    name.ifPresent(names::add);
    return name;
  }

  private static Group none(Filter filter) {
    return new Group(filter, Set.of(), List.of());
  }

  private Group events(Filter filter) {
    int from = in.position();
    var events = EnumSet.noneOf(Event.class);
    var attributes = new LinkedHashSet<FetchAttribute>();
    for (var event : in.list(() -> event(filter, attributes))) {
      event.ifPresent(events::add);
    }
    requireTogether(events, from);
    return new Group(filter, events, List.copyOf(attributes));
  }

  /** Empty for one that nobody knows: it may come with some extension. */
  private Optional<Event> event(Filter filter, Set<FetchAttribute> attributes) {
    int from = in.position();
    var name = in.atom("an event");
    var event =
        Stream.of(Event.values()).filter(e -> e.wireName().equalsIgnoreCase(name)).findFirst();
    if (event.isEmpty()) {
      unknown.add(name);
      return event;
    }
    boolean selected = filter instanceof Filter.Selected;
    if (selected && !event.get().isOfMessages()) {
      throw in.bad("No event of the selected mailbox:", from);
    }
    if (event.get() == Event.MESSAGE_NEW && in.peekSpaceAndOpen()) {
      if (!selected) {
        throw in.bad("Only new messages of the selected mailbox are fetched:", from);
      }
      in.sp();
      attributes.addAll(in.list(() -> FetchParser.attribute(in)));
      requireAtMost(MOST_ATTRIBUTES, attributes.size(), "fetch items");
    }
    return event;
  }

  /**
   * "MessageNew and MessageExpunge MUST always be specified together. If FlagChange is specified,
   * then MessageNew and MessageExpunge MUST be specified as well"; so with AnnotationChange
   * (section 5).
   */
  private void requireTogether(Set<Event> events, int from) {
    boolean some = events.stream().anyMatch(Event::isOfMessages);
    if (some && !events.containsAll(Set.of(Event.MESSAGE_NEW, Event.MESSAGE_EXPUNGE))) {
      throw in.bad("MessageNew and MessageExpunge come together:", from);
    }
  }
}
