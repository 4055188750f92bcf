package org.culverhouse.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.culverhouse.command.Wishes.COUNTS;
import static org.culverhouse.command.Wishes.FLAGS;
import static org.culverhouse.command.Wishes.NAMES;
import static org.culverhouse.command.Wishes.mailboxes;
import static org.culverhouse.command.Wishes.of;
import static org.culverhouse.command.Wishes.personal;
import static org.culverhouse.command.Wishes.selected;
import static org.culverhouse.command.Wishes.set;
import static org.culverhouse.command.Wishes.setStatus;
import static org.culverhouse.command.Wishes.subtree;

import java.util.List;
import org.culverhouse.api.ImapSession.Listening;
import org.culverhouse.api.command.Command;
import org.culverhouse.api.command.Enable;
import org.culverhouse.api.command.ListMailboxes;
import org.culverhouse.api.command.Notify;
import org.culverhouse.api.command.Notify.Base;
import org.culverhouse.api.command.Notify.Event;
import org.culverhouse.api.command.Store.Mode;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.mailbox.StoreView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 5465: who hears what, when, and how. */
@ParameterizedClass
@EnumSource(Backend.class)
class NotifyTest {
  @RegisterExtension final World world;
  private final Client client;
  private final Client other;

  NotifyTest(Backend backend) {
    world = new World(backend);
    client = world.login();
    other = world.login();
    other.create("work");
  }

  private void wants(Notify.Group... groups) {
    assertThat(runs(set(groups)).getLast()).isEqualTo("a OK");
  }

  /** Who gets recent messages is a matter of another RFC. */
  private List<String> hears() {
    return withoutRecent(client.changed());
  }

  private static List<String> withoutRecent(List<String> lines) {
    return lines.stream().filter(line -> !line.endsWith(" RECENT")).toList();
  }

  private List<String> runs(Command command) {
    return withoutRecent(client.run(command));
  }

  private void seen(String mailbox, long message) {
    other.select(mailbox);
    other.store(message, message, Mode.ADD, SystemFlag.SEEN);
  }

  // What the command itself answers

  @Test
  void eventsThatNobodyTellsAreRefusedWithThoseThatCanBeHad() {
    var answer =
        "a NO [BADEVENT [MessageNew, MessageExpunge, FlagChange, MailboxName,"
            + " SubscriptionChange]]";
    assertThat(runs(set(personal(Event.MAILBOX_METADATA_CHANGE)))).containsExactly(answer);
    assertThat(runs(set(personal(Event.SERVER_METADATA_CHANGE)))).containsExactly(answer);
    assertThat(
            runs(set(selected(Event.MESSAGE_NEW, Event.MESSAGE_EXPUNGE, Event.ANNOTATION_CHANGE))))
        .containsExactly(answer);
    var unknown = new Notify("a", Base.KNOWN, List.of(personal(NAMES)), List.of("X-New"));
    assertThat(runs(unknown)).containsExactly(answer);
    assertThat(client.session.listening).isEqualTo(Listening.IN_IDLE);
  }

  @Test
  void aRefusalLeavesWhatWasAskedForBefore() {
    wants(personal(COUNTS));
    client.run(set(personal(Event.SERVER_METADATA_CHANGE)));
    world.deliver(1);
    assertThat(hears()).containsExactly("* STATUS INBOX (MESSAGES 1 UIDNEXT 2 UIDVALIDITY V)");
  }

  @Test
  void statusTellsHowThingsStandWhereMessagesAreOfInterest() {
    world.deliver(2);
    assertThat(runs(setStatus(of(mailboxes("INBOX", "none"), COUNTS), of(subtree("work"), FLAGS))))
        .containsExactly(
            "* STATUS INBOX (MESSAGES 2 UIDNEXT 3 UIDVALIDITY V)",
            "* STATUS work (MESSAGES 0 UIDNEXT 1 UIDVALIDITY V UNSEEN 0 HIGHESTMODSEQ 1)",
            "a OK");
    assertThat(runs(setStatus(personal(NAMES)))).containsExactly("a OK");
    assertThat(runs(set(personal(FLAGS)))).containsExactly("a OK");
  }

  @Test
  void statusLeavesOutWhatIsSelected() {
    client.select("work");
    assertThat(runs(setStatus(selected(COUNTS), of(mailboxes("INBOX", "work"), COUNTS))))
        .containsExactly("* STATUS INBOX (MESSAGES 0 UIDNEXT 1 UIDVALIDITY V)", "a OK");
  }

  @Test
  void withCondstoreEachStatusHasTheHighestModSeq() {
    client.run(new Enable("a", List.of("CONDSTORE")));
    wants(personal(COUNTS));
    world.deliver(1);
    assertThat(hears())
        .singleElement()
        .asString()
        .matches("\\* STATUS INBOX \\(MESSAGES 1 UIDNEXT 2 UIDVALIDITY V HIGHESTMODSEQ \\d+\\)");
  }

  /** A SET is a NOOP too (section 3.1): what has come so far is told, expunges included. */
  @Test
  void setTellsWhatHasHappenedInTheSelectedMailbox() {
    world.deliver(3);
    client.select("INBOX");
    world.expunge(2);
    world.deliver(1);
    seen("INBOX", 1);
    assertThat(runs(set(personal(NAMES))))
        .containsExactly(
            "* 2 EXPUNGE", "* 3 EXISTS", "* 1 FETCH (UID 1 FLAGS (\\Seen)\\Recent)", "a OK");
  }

  // Between commands

  @Test
  void whoUsesNotifyListensBetweenCommands() {
    assertThat(client.session.listening).isEqualTo(Listening.IN_IDLE);
    wants(personal(COUNTS));
    assertThat(client.session.listening).isEqualTo(Listening.BETWEEN_COMMANDS);
    client.run(Notify.none("a"));
    assertThat(client.session.listening).isEqualTo(Listening.IN_IDLE);
    wants(selected(COUNTS));
    assertThat(client.session.listening).isEqualTo(Listening.BETWEEN_COMMANDS);
  }

  @Test
  void othersWakeTheSessionWhereverTheyDoSomething() {
    wants(personal(FLAGS));
    int wakes = client.session.wakes.get();
    world.deliver("work", World.MESSAGE);
    assertThat(client.session.wakes.get()).isEqualTo(wakes + 1);
  }

  @Test
  void manyChangesOfAMailboxAreToldOnce() {
    wants(personal(FLAGS));
    world.deliver(20);
    seen("INBOX", 3);
    world.expunge(1);
    assertThat(hears())
        .containsExactly("* STATUS INBOX (MESSAGES 19 UIDNEXT 21 UIDVALIDITY V UNSEEN 18)");
    assertThat(hears()).isEmpty();
  }

  @Test
  void flagsElsewhereAreToldToWhoHasAskedForThem() {
    world.deliver(2);
    wants(of(mailboxes("INBOX"), COUNTS));
    seen("INBOX", 1);
    assertThat(hears()).isEmpty();
    wants(of(mailboxes("INBOX"), FLAGS));
    seen("INBOX", 2);
    assertThat(hears())
        .containsExactly("* STATUS INBOX (MESSAGES 2 UIDNEXT 3 UIDVALIDITY V UNSEEN 0)");
  }

  @Test
  void aNewUidValidityIsTold() {
    world.deliver(1);
    world.expunge(1);
    world.deliver(1);
    wants(personal(FLAGS));
    var store = world.store();
    store.renumber(store.tree().get(world.mailbox("INBOX")).id());
    assertThat(hears())
        .containsExactly("* STATUS INBOX (MESSAGES 1 UIDNEXT 2 UIDVALIDITY V UNSEEN 1)");
  }

  @Test
  void whatIsNotWatchedIsNotTold() {
    wants(of(subtree("work"), FLAGS));
    world.deliver(1);
    other.create("elsewhere");
    assertThat(hears()).isEmpty();
  }

  /** Section 5: the client knows what it has done itself. */
  @Test
  void nobodyIsToldOfTheirOwnDoings() {
    wants(personal(FLAGS), personal(NAMES));
    client.append("INBOX", World.MESSAGE);
    client.create("mine");
    client.rename("mine", "still-mine");
    client.select("INBOX");
    client.copy(1, 1, "work");
    client.move(1, 1, "still-mine");
    client.delete("still-mine");
    assertThat(hears()).isEmpty();
    world.deliver("work", World.MESSAGE);
    assertThat(hears())
        .containsExactly("* STATUS work (MESSAGES 2 UIDNEXT 3 UIDVALIDITY V UNSEEN 2)");
  }

  @Test
  void commandsTellWhatWaitsButNotAmongTheirOwnAnswers() {
    wants(personal(NAMES));
    other.create("new");
    var list =
        new ListMailboxes(
            "a",
            ListMailboxes.Form.BASIC,
            "",
            List.of("INBOX"),
            java.util.Set.of(),
            java.util.Set.of(),
            List.of());
    assertThat(runs(list)).containsExactly("* LIST (\\HasNoChildren) INBOX", "a OK");
    assertThat(client.noop()).containsExactly("* LIST (\\HasNoChildren) new", "a OK");
    assertThat(hears()).isEmpty();
  }

  // Names

  @Test
  void namesThatComeAndGoAreToldWithTheirParents() {
    wants(personal(NAMES));
    other.create("work/a");
    assertThat(hears())
        .containsExactly("* LIST (\\HasNoChildren) work/a", "* LIST (\\HasChildren) work");
    other.create("x/y");
    assertThat(hears())
        .containsExactly("* LIST (\\HasNoChildren) x/y", "* LIST (\\NonExistent \\HasChildren) x");
    other.delete("work/a");
    assertThat(hears())
        .containsExactly(
            "* LIST (\\NonExistent \\HasNoChildren) work/a", "* LIST (\\HasNoChildren) work");
  }

  @Test
  void aNewNameTellsTheOldOneAndChildrenNothing() {
    other.create("work/a");
    wants(personal(NAMES));
    other.rename("work", "play");
    assertThat(hears()).containsExactly("* LIST (\\HasChildren) play OLDNAME work");
  }

  @Test
  void severalRenamesAreToldInTheirOrder() {
    wants(personal(NAMES));
    other.create("x");
    hears();
    other.rename("work", "b");
    other.rename("x", "work");
    other.rename("b", "x");
    assertThat(hears())
        .containsExactly(
            "* LIST () b OLDNAME work",
            "* LIST (\\HasNoChildren) work OLDNAME x",
            "* LIST (\\HasNoChildren) x OLDNAME b");
  }

  @Test
  void whoHadAnotherNameInBetweenGoesByTheLastOne() {
    wants(personal(NAMES));
    other.create("work/a");
    other.rename("work", "b");
    other.rename("b", "c");
    other.create("work");
    assertThat(hears())
        .containsExactly(
            "* LIST () b OLDNAME work",
            "* LIST (\\HasChildren) c OLDNAME b",
            "* LIST (\\HasNoChildren) c/a",
            "* LIST (\\HasChildren) c",
            "* LIST (\\HasNoChildren) work");
  }

  /** What is new under an old name has a state of its own. */
  @Test
  void aMailboxThatHasComeAgainIsToldWithItsState() {
    world.deliver("work", World.MESSAGE);
    wants(personal(COUNTS), personal(NAMES));
    other.delete("work");
    other.create("work");
    assertThat(hears())
        .containsExactly(
            "* LIST (\\HasNoChildren) work", "* STATUS work (MESSAGES 0 UIDNEXT 1 UIDVALIDITY V)");
  }

  /** Section 5.4: a new INBOX is assumed to be created, and there is no event for it. */
  @Test
  void whenInboxIsRenamedItIsStillThere() {
    world.deliver(1);
    wants(personal(NAMES), of(mailboxes("INBOX", "old"), COUNTS));
    other.rename("INBOX", "old");
    assertThat(hears())
        .containsExactlyInAnyOrder(
            "* LIST (\\HasNoChildren) old OLDNAME INBOX",
            "* STATUS INBOX (MESSAGES 0 UIDNEXT 2 UIDVALIDITY V)",
            "* STATUS old (MESSAGES 1 UIDNEXT 2 UIDVALIDITY V)");
  }

  @Test
  void whatHasChangedIsToldUnderItsNewName() {
    wants(personal(COUNTS));
    world.deliver("work", World.MESSAGE);
    other.rename("work", "play");
    assertThat(hears()).containsExactly("* STATUS play (MESSAGES 1 UIDNEXT 2 UIDVALIDITY V)");
  }

  @Test
  void subscriptionsAreTold() {
    wants(of(mailboxes("work", "later"), Event.SUBSCRIPTION_CHANGE));
    var store = world.store();
    store.subscribe(world.mailbox("work"));
    store.subscribe(world.mailbox("later"));
    store.subscribe(world.mailbox("INBOX"));
    assertThat(hears())
        .containsExactly(
            "* LIST (\\HasNoChildren \\Subscribed) work",
            "* LIST (\\NonExistent \\HasNoChildren \\Subscribed) later");
    store.unsubscribe(world.mailbox("work"));
    assertThat(hears()).containsExactly("* LIST (\\HasNoChildren) work");
  }

  @Test
  void whoIsSubscribedIsFoundOutAnew() {
    wants(of(Notify.Filter.Kind.SUBSCRIBED, COUNTS));
    world.deliver("work", World.MESSAGE);
    assertThat(hears()).isEmpty();
    world.store().subscribe(world.mailbox("work"));
    world.deliver("work", World.MESSAGE);
    assertThat(hears()).containsExactly("* STATUS work (MESSAGES 2 UIDNEXT 3 UIDVALIDITY V)");
  }

  @Test
  void whatHasBeenDeletedHasNoStatus() {
    wants(personal(FLAGS), personal(NAMES));
    world.deliver("work", World.MESSAGE);
    other.delete("work");
    assertThat(hears()).containsExactly("* LIST (\\NonExistent \\HasNoChildren) work");
  }

  /** Section 5.8: it is as if the client had said NOTIFY NONE. */
  @Test
  void whoCannotKeepUpIsToldAndHearsNothingMore() {
    wants(selected(FLAGS), personal(NAMES), personal(COUNTS));
    client.select("INBOX");
    var store = world.store();
    for (int i = 0; i <= StoreView.MOST_NAMES; i++) {
      store.subscribe(world.mailbox("s" + i));
    }
    world.deliver("work", World.MESSAGE);
    assertThat(hears()).containsExactly("* OK [NOTIFICATIONOVERFLOW]");
    assertThat(client.session.listening).isEqualTo(Listening.IN_IDLE);
    other.create("more");
    world.deliver(1);
    world.deliver("work", World.MESSAGE);
    assertThat(hears()).isEmpty();
    assertThat(client.noop()).containsExactly("a OK");
    assertThat(runs(setStatus(personal(COUNTS)))).contains("* 1 EXISTS", "a OK");
  }
}
