package org.culverhouse.api.command;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.culverhouse.api.model.MailboxName;

/**
 * NOTIFY (RFC 5465 section 3.1): what a client wants to be told of, also between its commands.
 *
 * @param groups in their order; empty for NOTIFY NONE
 * @param unknown names of events that are not of this RFC
 */
public record Notify(String tag, Base base, List<Group> groups, List<String> unknown)
    implements Command {
  public Notify {
    groups = List.copyOf(groups);
    unknown = List.copyOf(unknown);
  }

  public static Notify none(String tag) {
    return new Notify(tag, Base.KNOWN, List.of(), List.of());
  }

  /** Where the client counts from. */
  public enum Base {
    /** It asks for the state of each mailbox that it will hear of. */
    STATUS,
    KNOWN
  }

  /** What may happen (section 5). */
  public enum Event {
    MESSAGE_NEW("MessageNew"),
    MESSAGE_EXPUNGE("MessageExpunge"),
    FLAG_CHANGE("FlagChange"),
    ANNOTATION_CHANGE("AnnotationChange"),
    MAILBOX_NAME("MailboxName"),
    SUBSCRIPTION_CHANGE("SubscriptionChange"),
    MAILBOX_METADATA_CHANGE("MailboxMetadataChange"),
    SERVER_METADATA_CHANGE("ServerMetadataChange");

    private final String wireName;

    Event(String wireName) {
      this.wireName = wireName;
    }

    public String wireName() {
      return wireName;
    }

    /** Whether it happens to messages: only such events can be asked for of what is selected. */
    public boolean isOfMessages() {
      return switch (this) {
        case MESSAGE_NEW, MESSAGE_EXPUNGE, FLAG_CHANGE, ANNOTATION_CHANGE -> true;
        case MAILBOX_NAME, SUBSCRIPTION_CHANGE, MAILBOX_METADATA_CHANGE, SERVER_METADATA_CHANGE ->
            false;
      };
    }
  }

  /** Which mailboxes (section 6). */
  public sealed interface Filter {
    /** That which is selected, whichever it is then. */
    enum Selected implements Filter {
      SELECTED,
      /** Expunges wait for a command that may tell them. */
      SELECTED_DELAYED
    }

    enum Kind implements Filter {
      INBOXES,
      PERSONAL,
      SUBSCRIBED
    }

    /** These, and all below them. */
    record Subtree(Set<MailboxName> names) implements Filter {
      public Subtree {
        names = Set.copyOf(names);
      }
    }

    /** These alone. */
    record Mailboxes(Set<MailboxName> names) implements Filter {
      public Mailboxes {
        names = Set.copyOf(names);
      }
    }
  }

  /**
   * What is to be told of some mailboxes.
   *
   * @param events empty for NONE
   * @param attributes what is fetched of a new message in the selected mailbox
   */
  public record Group(Filter filter, Set<Event> events, List<FetchAttribute> attributes) {
    public Group {
      events = Set.copyOf(events);
      attributes = List.copyOf(attributes);
    }
  }

  /** All events that are asked for. */
  public Set<Event> events() {
    return groups.stream()
        .flatMap(group -> group.events().stream())
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Event.class)));
  }

  @Override
  public CommandKind kind() {
    return CommandKind.NOTIFY;
  }
}
