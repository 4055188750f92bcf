package org.culverhouse.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.culverhouse.api.ImapSession.Listening;
import org.culverhouse.api.command.Command;
import org.culverhouse.api.command.CommandKind.Effect;
import org.culverhouse.api.command.Fetch;
import org.culverhouse.api.command.FetchAttribute.Item;
import org.culverhouse.api.command.Login;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.command.Select;
import org.culverhouse.api.model.MailboxId;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SequenceSet;
import org.culverhouse.api.model.UidSet;
import org.culverhouse.api.response.ResponseCode;
import org.culverhouse.command.BelievingClient.Counts;
import org.culverhouse.endpoint.ImapEndpoint;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.MailboxInfo;

/** A client, and what it has asked for of the selected mailbox. */
final class BelievingSession {
  final BelievingClient client;
  private final MailStore outside;
  Optional<MailboxId> selected = Optional.empty();
  String wish = "";
  int overflows;

  /**
   * @param outside to look at the truth
   */
  BelievingSession(World world, MailStore outside) {
    this.outside = outside;
    this.client =
        new BelievingClient(new ImapEndpoint(world.handlers(), () -> true, new Random(1)));
    run(new Login("a", "ada", "secret".getBytes(StandardCharsets.US_ASCII)));
    for (var info : outside.tree().mailboxes().values()) {
      client.mailboxes.put(info.name(), new Counts(0, 0, 1, 0));
    }
    client.subscriptions.addAll(outside.tree().subscriptions());
  }

  boolean run(Command command) {
    return client.run(command, command.kind().has(Effect.TELLS_EXPUNGES));
  }

  void ok(Command command) {
    assertThat(run(command)).as(command.toString()).isTrue();
  }

  void listen() {
    if (client.session.listening == Listening.BETWEEN_COMMANDS || client.session.idling) {
      client.listen(client.session.idling || wish.startsWith("selected"));
    }
  }

  /** It asks anew, for it has been told that it knows nothing any more. */
  void beginAgain() {
    overflows++;
    client.overflown = false;
    client.mailboxes.clear();
    client.subscriptions.clear();
    client.subscriptions.addAll(outside.tree().subscriptions());
    for (var info : outside.tree().mailboxes().values()) {
      var counts = outside.open(info.id()).counts();
      client.mailboxes.put(
          info.name(),
          new Counts(
              info.uidValidity().value(), counts.messages(), counts.uidNext(), counts.unseen()));
    }
    client.selected = selected.flatMap(outside::find).map(MailboxInfo::name);
    notifySet(wish);
  }

  void notifySet(String next) {
    var text = next + (next.isEmpty() ? "" : "; ") + "personal FNS";
    var groups = Wishes.parse(text);
    if (!next.isEmpty()) {
      groups[0] = Wishes.fetching(groups[0], Item.FLAGS);
    }
    wish = next;
    ok(Wishes.set(groups));
    fetchWhatNobodyFetches();
  }

  private void fetchWhatNobodyFetches() {
    if (wish.isEmpty() && selected.isPresent()) {
      fetchAll();
    }
  }

  boolean isSelectedThere() {
    return selected.flatMap(outside::find).isPresent();
  }

  void leave() {
    client.leave(isSelectedThere());
    selected = Optional.empty();
  }

  void select(MailboxName name) {
    leave();
    var info = outside.tree().find(name);
    if (run(new Select("a", name, Select.Access.READ_WRITE))) {
      client.selected = Optional.of(name);
      selected = info.map(MailboxInfo::id);
      fetchAll();
    }
  }

  /** The one thing that it asks for by itself. */
  void fetchAll() {
    if (!client.messages.isEmpty()) {
      fetch(SequenceSet.of(1, 0xFFFF_FFFFL));
    }
  }

  void fetch(SequenceSet uids) {
    run(new Fetch("a", Numbering.UID, uids, List.of(Item.UID, Item.FLAGS)));
  }

  void brought(MailboxName name, UidSet uids, ResponseCode code, boolean unseen) {
    var validity =
        switch (code) {
          case ResponseCode.AppendUid c -> c.validity();
          case ResponseCode.CopyUid c -> c.validity();
          default -> throw new IllegalStateException();
        };
    boolean isSelected = selected.equals(outside.tree().find(name).map(MailboxInfo::id));
    if (!isSelected) {
      client.brought(name, validity, uids, unseen);
    } else {
      for (var range : uids.ranges()) {
        fetch(SequenceSet.of(range.first(), range.last()));
      }
      fetchWhatNobodyFetches();
    }
  }
}
