package org.culverhouse.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.culverhouse.api.Content;
import org.culverhouse.api.command.Append;
import org.culverhouse.api.command.AppendMessage;
import org.culverhouse.api.command.Command;
import org.culverhouse.api.command.Copy;
import org.culverhouse.api.command.Create;
import org.culverhouse.api.command.Delete;
import org.culverhouse.api.command.Done;
import org.culverhouse.api.command.Enable;
import org.culverhouse.api.command.Idle;
import org.culverhouse.api.command.Move;
import org.culverhouse.api.command.Noop;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.command.Rename;
import org.culverhouse.api.command.Store;
import org.culverhouse.api.command.Subscribe;
import org.culverhouse.api.command.UidExpunge;
import org.culverhouse.api.command.Unselect;
import org.culverhouse.api.command.Unsubscribe;
import org.culverhouse.api.model.Flag;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SequenceSet;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.api.response.ResponseCode;
import org.culverhouse.command.BelievingClient.Counts;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.MailboxInfo;
import org.culverhouse.mailbox.NewMessage;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Several sessions of one user do random things in some mailboxes, and are told what the others do
 * at random moments. Whoever believes only that knows in the end what is there.
 */
@ParameterizedClass
@EnumSource(Backend.class)
class NotifyModelTest {
  private static final int STEPS = 4000;
  private static final List<String> NAMES = List.of("INBOX", "a", "a/k", "b", "b/k", "c", "c/k/l");
  private static final List<Flag> FLAGS =
      List.of(SystemFlag.SEEN, SystemFlag.FLAGGED, new Keyword("$Later"));
  private static final String[] SELECTED = {"selected F", "delayed F", "selected C", ""};

  @RegisterExtension final World world;
  private final List<BelievingSession> sessions = new ArrayList<>();
  private final MailStore outside;
  private Random random = new Random();

  NotifyModelTest(Backend backend) {
    world = new World(backend);
    outside = world.store();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 22, 333, 4444, 55555, 666666})
  void whoBelievesWhatIsToldKnowsWhatIsThere(long seed) {
    random = new Random(seed);
    for (int i = 0; i < 4; i++) {
      var session = new BelievingSession(world, outside);
      if (i % 2 == 1) {
        session.run(new Enable("a", List.of(i == 1 ? "QRESYNC" : "CONDSTORE")));
      }
      session.notifySet(SELECTED[random.nextInt(SELECTED.length)]);
      sessions.add(session);
    }
    for (int step = 0; step < STEPS; step++) {
      try {
        act(sessions.get(random.nextInt(sessions.size())));
        for (var session : sessions) {
          if (random.nextInt(3) == 0) {
            session.listen();
          }
          if (session.client.overflown) {
            session.beginAgain();
          }
        }
        if (step % 20 == 0) {
          check();
        }
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ", step " + step + ": " + e.getMessage(), e);
      }
    }
    // Two who rename at the same time may not understand each other; that is all.
    assertThat(sessions).allMatch(session -> session.overflows < STEPS / 100);
  }

  private MailboxName name() {
    return new MailboxName(NAMES.get(random.nextInt(NAMES.size())));
  }

  private void act(BelievingSession session) {
    if (session.client.session.idling) {
      session.run(new Done("a"));
    }
    if (session.selected.isPresent() && !session.isSelectedThere()) {
      session.leave();
      session.ok(new Unselect("a"));
    }
    switch (random.nextInt(18)) {
      case 0, 1, 2 -> append(session);
      case 3 -> create(session);
      case 4 -> delete(session);
      case 5 -> rename(session);
      case 6 -> subscribe(session);
      case 7, 8 -> session.select(name());
      case 9 -> {
        if (session.client.session.state() == org.culverhouse.api.model.SessionState.SELECTED) {
          session.leave();
          session.ok(new Unselect("a"));
        }
      }
      case 10, 11 -> store(session);
      case 12 -> expunge(session);
      case 13 -> copy(session);
      case 14 -> outside();
      case 15 -> session.run(new Idle("a"));
      case 16 -> session.run(new Noop("a"));
      default -> session.notifySet(SELECTED[random.nextInt(SELECTED.length)]);
    }
  }

  private void append(BelievingSession session) {
    var name = name();
    var message =
        new AppendMessage(FlagSet.NONE, Optional.empty(), Content.of(new byte[] {'x', '\r', '\n'}));
    if (session.run(new Append("a", name, List.of(message)))) {
      var code = (ResponseCode.AppendUid) session.client.code().orElseThrow();
      session.brought(name, code.uids(), code, true);
    }
  }

  private void create(BelievingSession session) {
    var name = name();
    if (session.run(new Create("a", name, Set.of()))) {
      session.client.mailboxes.put(name, new Counts(0, 0, 1, 0));
    }
  }

  private void delete(BelievingSession session) {
    var name = name();
    boolean isSelected = session.selected.equals(outside.tree().find(name).map(MailboxInfo::id));
    if (session.run(new Delete("a", name))) {
      if (isSelected) {
        session.client.leave(false);
        session.selected = Optional.empty();
      }
      session.client.mailboxes.remove(name);
    }
  }

  private void rename(BelievingSession session) {
    var from = name();
    var to = name();
    if (!from.isInbox() && session.run(new Rename("a", from, to))) {
      session.client.rename(from, to);
    }
  }

  private void subscribe(BelievingSession session) {
    var name = name();
    if (random.nextBoolean()) {
      session.ok(new Subscribe("a", name));
      session.client.subscriptions.add(name);
    } else {
      session.ok(new Unsubscribe("a", name));
      session.client.subscriptions.remove(name);
    }
  }

  private static Optional<SequenceSet> some(BelievingSession session, Random random) {
    var uids =
        session.client.messages.stream()
            .map(message -> message.uid)
            .filter(uid -> uid > 0 && random.nextInt(3) == 0)
            .toList();
    return uids.isEmpty()
        ? Optional.empty()
        : Optional.of(SequenceSet.of(uids.getFirst(), uids.getLast()));
  }

  private void store(BelievingSession session) {
    var flags = FlagSet.of(FLAGS.stream().filter(flag -> random.nextBoolean()).toList());
    var mode = Store.Mode.values()[random.nextInt(3)];
    some(session, random)
        .ifPresent(
            uids -> session.run(new Store("a", Numbering.UID, uids, mode, Store.Echo.TELL, flags)));
  }

  private void expunge(BelievingSession session) {
    some(session, random)
        .ifPresent(
            uids -> {
              session.run(
                  new Store(
                      "a",
                      Numbering.UID,
                      uids,
                      Store.Mode.ADD,
                      Store.Echo.TELL,
                      FlagSet.of(SystemFlag.DELETED)));
              session.run(new UidExpunge("a", uids));
            });
  }

  private void copy(BelievingSession session) {
    var target = name();
    var uids = some(session, random);
    if (uids.isEmpty()) {
      return;
    }
    Command command =
        random.nextBoolean()
            ? new Copy("a", Numbering.UID, uids.get(), target)
            : new Move("a", Numbering.UID, uids.get(), target);
    if (session.run(command)
        && session.client.code().orElse(null) instanceof ResponseCode.CopyUid code) {
      session.brought(target, code.target(), code, false);
    }
  }

  /** As by delivery, or an administrator. */
  private void outside() {
    var info = outside.tree().find(name());
    if (random.nextInt(20) == 0) {
      if (outside.tree().find(new MailboxName("c")).isEmpty()) {
        outside.rename(MailboxName.INBOX, new MailboxName("c"));
      }
    } else if (info.isPresent()) {
      outside.append(
          info.get().id(),
          List.of(new NewMessage(Content.of(new byte[] {'y'}), FlagSet.NONE, Instant.EPOCH)));
    }
  }

  private void check() {
    for (var session : sessions) {
      try {
        check(session);
      } catch (AssertionError e) {
        throw new AssertionError(e.getMessage() + "\n" + String.join("\n", session.client.said), e);
      }
    }
  }

  private void check(BelievingSession session) {
    session.listen();
    if (session.wish.startsWith("delayed")) {
      session.run(session.client.session.idling ? new Done("a") : new Noop("a"));
    }
    session.listen();
    if (session.client.overflown) {
      session.beginAgain();
    }
    checkElsewhere(session);
    if (!session.wish.isEmpty() && session.isSelectedThere()) {
      checkSelected(session);
    }
  }

  private void checkElsewhere(BelievingSession session) {
    var tree = outside.tree();
    assertThat(session.client.mailboxes.keySet()).isEqualTo(tree.mailboxes().keySet());
    assertThat(session.client.subscriptions).isEqualTo(tree.subscriptions());
    for (var info : tree.mailboxes().values()) {
      if (session.selected.filter(info.id()::equals).isPresent()) {
        continue;
      }
      var believed = Objects.requireNonNull(session.client.mailboxes.get(info.name()));
      var counts = outside.open(info.id()).counts();
      assertThat(believed.messages()).as(info.name() + " messages").isEqualTo(counts.messages());
      if (believed.uidNext() > 0) {
        assertThat(believed.uidNext()).as(info.name() + " uidnext").isEqualTo(counts.uidNext());
      }
      if (believed.unseen() >= 0) {
        assertThat(believed.unseen()).as(info.name() + " unseen").isEqualTo(counts.unseen());
      }
    }
  }

  private void checkSelected(BelievingSession session) {
    var snapshot = outside.open(session.selected.orElseThrow()).snapshot();
    var uids = new ArrayList<Long>();
    snapshot.live().iterator().forEachRemaining((Long uid) -> uids.add(uid));
    assertThat(session.client.messages.stream().map(message -> message.uid).toList())
        .as("messages with " + session.wish)
        .isEqualTo(uids);
    if (session.wish.endsWith("F")) {
      Map<Long, Set<Flag>> flags = new HashMap<>();
      uids.forEach(uid -> flags.put(uid, new HashSet<>(snapshot.flags(uid).stream().toList())));
      assertThat(session.client.flagsByUid()).as("with " + session.wish).isEqualTo(flags);
    }
  }
}
