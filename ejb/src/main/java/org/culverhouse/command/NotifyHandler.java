package org.culverhouse.command;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.command.CommandKind;
import org.culverhouse.api.command.FetchAttribute.Item;
import org.culverhouse.api.command.Notify;
import org.culverhouse.api.command.Notify.Base;
import org.culverhouse.api.command.Notify.Event;
import org.culverhouse.api.model.Extension;
import org.culverhouse.api.response.Response.Tagged;
import org.culverhouse.api.response.ResponseCode;
import org.culverhouse.mailbox.StoreView;

/** NOTIFY (RFC 5465 section 3.1), and what it leads to afterwards. */
final class NotifyHandler {
  private static final Set<Event> SUPPORTED =
      EnumSet.of(
          Event.MESSAGE_NEW,
          Event.MESSAGE_EXPUNGE,
          Event.FLAG_CHANGE,
          Event.MAILBOX_NAME,
          Event.SUBSCRIPTION_CHANGE);

  private final StatusHandler status;

  NotifyHandler(StatusHandler status) {
    this.status = status;
  }

  Tagged handle(Notify command, Conversation conversation, ResponseWriter out) {
    if (command.groups().isEmpty()) {
      conversation.hearOf(Interest.NONE, Optional.empty());
      return Tagged.ok(command.tag(), "NOTIFY completed");
    }
    var unsupported = unsupported(command);
    if (unsupported.isPresent()) {
      return Tagged.no(
          command.tag(),
          new ResponseCode.BadEvent(SUPPORTED.stream().map(Event::wireName).toList()),
          "Nobody can be told of " + unsupported.get());
    }
    set(command, conversation, out);
    return Tagged.ok(command.tag(), "NOTIFY completed");
  }

  private static Optional<String> unsupported(Notify command) {
    var names = new ArrayList<>(command.unknown());
    command.events().stream()
        .filter(event -> !SUPPORTED.contains(event))
        .map(Event::wireName)
        .forEach(names::add);
    return names.stream().findFirst();
  }

  private void set(Notify command, Conversation conversation, ResponseWriter out) {
    tell(conversation, out); // what the client has asked for so far
    var interest = Interest.of(command);
    if (interest.attributes().contains(Item.MODSEQ)) {
      conversation.switchOn(Extension.CONDSTORE);
    }
    // Whatever happens while the client is told how things stand is told afterwards.
    Optional<StoreView> view =
        interest.isElsewhere() ? Optional.of(conversation.watchStore()) : Optional.empty();
    boolean done = false;
    try {
      if (command.base() == Base.STATUS) {
        new StoreNews(conversation, interest, status, out).tellAll();
      }
      conversation.hearOf(interest, view);
      done = true;
    } finally {
      if (!done) {
        view.ifPresent(StoreView::close);
      }
    }
    conversation.tellEverything(CommandKind.NOTIFY, out);
  }

  /** Tells what others have done outside of the selected mailbox. */
  void tell(Conversation conversation, ResponseWriter out) {
    conversation
        .storeView()
        .flatMap(StoreView::take)
        .ifPresent(
            untold ->
                new StoreNews(conversation, conversation.interest(), status, out).tell(untold));
  }
}
