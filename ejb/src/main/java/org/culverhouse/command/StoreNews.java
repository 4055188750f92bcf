package org.culverhouse.command;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.command.Notify.Event;
import org.culverhouse.api.command.StatusItem;
import org.culverhouse.api.model.Extension;
import org.culverhouse.api.model.MailboxId;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.response.Response;
import org.culverhouse.api.response.Response.Untagged;
import org.culverhouse.api.response.ResponseCode.Plain;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.MailboxInfo;
import org.culverhouse.mailbox.MailboxTree;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.StoreEvent;
import org.culverhouse.mailbox.StoreEvent.Renamed;
import org.culverhouse.mailbox.StoreView;
import org.culverhouse.mailbox.StoreView.Untold;

/**
 * Writes what others have done outside of the selected mailbox (RFC 5465 section 5): STATUS of
 * mailboxes and LIST of names, as they are by now.
 */
final class StoreNews {
  private static final System.Logger LOG = System.getLogger(StoreNews.class.getName());

  private final Conversation conversation;
  private final Interest interest;
  private final StatusHandler status;
  private final ResponseWriter out;
  private final MailStore store;
  private final MailboxTree tree;

  StoreNews(
      Conversation conversation, Interest interest, StatusHandler status, ResponseWriter out) {
    this.conversation = conversation;
    this.interest = interest;
    this.status = status;
    this.out = out;
    this.store = conversation.store();
    this.tree = store.tree();
  }

  /** The state of every mailbox of which messages are of interest (section 3.1). */
  void tellAll() {
    for (var info : tree.mailboxes().values()) {
      var events = interest.of(info.name(), tree);
      if (events.contains(Event.MESSAGE_NEW) && !isSelected(info.id())) {
        tell(info, itemsToBeginWith(events));
      }
    }
  }

  /** What cannot be told is lost, and the client hears that (section 5.8). */
  void tell(Untold untold) {
    if (untold.isOverflown()) {
      overflow("Too much has happened: ask anew");
      return;
    }
    try {
      tellNames(new NameChanges(untold.names()));
      untold.forEachMailbox(id -> tell(id, untold));
    } catch (MailException e) {
      LOG.log(Level.WARNING, "session " + conversation.session().id() + " misses news", e);
      overflow("The mailboxes cannot be read now: ask anew");
    }
  }

  private void overflow(String text) {
    conversation.hearOf(Interest.NONE, Optional.empty());
    out.write(Untagged.ok(Plain.NOTIFICATIONOVERFLOW, text));
  }

  private void tellNames(NameChanges changes) {
    for (var renamed : changes.renames()) {
      if (interest.hearsOfRename(renamed.from(), renamed.to(), tree)) {
        out.write(described(renamed, changes));
      }
    }
    var names = new LinkedHashSet<MailboxName>();
    changes.concerned().stream()
        .filter(name -> interest.of(name, tree).contains(Event.MAILBOX_NAME))
        .forEach(names::add);
    changes.subscriptions().stream().filter(interest::hearsOfSubscription).forEach(names::add);
    names.forEach(name -> out.write(ListHandler.described(tree, name, Optional.empty())));
  }

  /** A name that was given only for a while is not told as one that does not exist. */
  private Response.ListData described(Renamed renamed, NameChanges changes) {
    var from = Optional.of(renamed.from());
    return changes.isForAWhile(renamed)
        ? new Response.ListData(List.of(), renamed.to(), from, List.of())
        : ListHandler.described(tree, renamed.to(), from);
  }

  private void tell(MailboxId id, Untold untold) {
    if (isSelected(id)) {
      conversation.storeView().ifPresent(view -> keep(id, view));
      return;
    }
    var event = untold.hasMessages(id) ? Event.MESSAGE_NEW : Event.FLAG_CHANGE;
    store
        .find(id)
        .ifPresent(
            info -> {
              var events = interest.of(info.name(), tree);
              if (events.contains(event)) {
                tell(info, items(events));
              }
            });
  }

  /** The client hears of it otherwise. What it has not heard there is news when it has left. */
  private void keep(MailboxId selected, StoreView view) {
    switch (conversation.selected().unknown()) {
      case NOTHING -> {}
      case FLAGS -> view.keep(new StoreEvent.Flags(selected));
      case MESSAGES -> view.keep(new StoreEvent.Messages(selected));
    }
  }

  private boolean isSelected(MailboxId id) {
    return conversation.selection().filter(selection -> selection.is(id)).isPresent();
  }

  /** It may have been deleted meanwhile, and then it has no status. */
  private void tell(MailboxInfo info, List<StatusItem> items) {
    try {
      out.write(status.status(store, info, items));
    } catch (MailException e) {
      if (e.reason() != Reason.NO_SUCH_MAILBOX) {
        throw e;
      }
    }
  }

  /** UIDVALIDITY too, so that a client knows at once when UIDs mean something else. */
  private List<StatusItem> items(Set<Event> events) {
    var items =
        new ArrayList<>(List.of(StatusItem.MESSAGES, StatusItem.UIDNEXT, StatusItem.UIDVALIDITY));
    if (events.contains(Event.FLAG_CHANGE)) {
      items.add(StatusItem.UNSEEN);
    }
    if (conversation.has(Extension.CONDSTORE)) {
      items.add(StatusItem.HIGHESTMODSEQ);
    }
    return items;
  }

  /** HIGHESTMODSEQ also for a client that has not switched on CONDSTORE (section 3.1). */
  private List<StatusItem> itemsToBeginWith(Set<Event> events) {
    var items = items(events);
    if (events.contains(Event.FLAG_CHANGE) && !items.contains(StatusItem.HIGHESTMODSEQ)) {
      items.add(StatusItem.HIGHESTMODSEQ);
    }
    return items;
  }
}
