package org.culverhouse.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.culverhouse.command.Wishes.COUNTS;
import static org.culverhouse.command.Wishes.FLAGS;
import static org.culverhouse.command.Wishes.NAMES;
import static org.culverhouse.command.Wishes.delayed;
import static org.culverhouse.command.Wishes.fetching;
import static org.culverhouse.command.Wishes.personal;
import static org.culverhouse.command.Wishes.selected;
import static org.culverhouse.command.Wishes.set;

import java.util.List;
import java.util.Optional;
import org.culverhouse.api.ImapSession.Listening;
import org.culverhouse.api.command.Command;
import org.culverhouse.api.command.Done;
import org.culverhouse.api.command.Enable;
import org.culverhouse.api.command.Expunge;
import org.culverhouse.api.command.FetchAttribute;
import org.culverhouse.api.command.FetchAttribute.Item;
import org.culverhouse.api.command.FetchAttribute.Seen;
import org.culverhouse.api.command.Idle;
import org.culverhouse.api.command.Notify;
import org.culverhouse.api.command.Store.Mode;
import org.culverhouse.api.command.Unauthenticate;
import org.culverhouse.api.command.Unselect;
import org.culverhouse.api.model.SectionName;
import org.culverhouse.api.model.SystemFlag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 5465: the selected mailbox (section 6.1), IDLE (section 4), and the end of it. */
@ParameterizedClass
@EnumSource(Backend.class)
class NotifySelectedTest {
  @RegisterExtension final World world;
  private final Client client;
  private final Client other;

  NotifySelectedTest(Backend backend) {
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

  @Test
  void selectedTellsExpungesBetweenCommands() {
    world.deliver(3);
    client.select("INBOX");
    wants(selected(FLAGS));
    world.expunge(2);
    world.deliver(1);
    seen("INBOX", 1);
    assertThat(hears())
        .containsExactly("* 2 EXPUNGE", "* 3 EXISTS", "* 1 FETCH (UID 1 FLAGS (\\Seen)\\Recent)");
  }

  @Test
  void selectedDelayedTellsThemToCommandsThatMayHearOfThem() {
    world.deliver(3);
    client.select("INBOX");
    wants(delayed(FLAGS));
    world.expunge(2);
    world.deliver(1);
    assertThat(hears()).containsExactly("* 4 EXISTS");
    assertThat(client.fetch(1, 1, Item.UID)).containsExactly("* 1 FETCH (UID 1)", "a OK");
    assertThat(withoutRecent(client.noop())).containsExactly("* 2 EXPUNGE", "a OK");
    world.expunge(1);
    assertThat(hears()).isEmpty();
    assertThat(runs(new Idle("a"))).containsExactly("* 1 EXPUNGE", "+ idling");
    world.expunge(3);
    assertThat(hears()).containsExactly("* 1 EXPUNGE");
    client.run(new Done("a"));
    world.expunge(4);
    assertThat(hears()).isEmpty();
  }

  /** Numbers do not change while a command that uses them runs (RFC 9051 section 7.5.1). */
  @Test
  void noExpungeStandsInTheAnswerToFetch() {
    world.deliver(2);
    client.select("INBOX");
    wants(selected(COUNTS));
    world.expunge(1);
    assertThat(client.fetch(2, 2, Item.UID)).containsExactly("* 2 FETCH (UID 2)", "a OK");
    assertThat(hears()).containsExactly("* 1 EXPUNGE");
  }

  @Test
  void newMessagesAreFetched() {
    client.select("INBOX");
    var subject =
        new FetchAttribute.Body(
            new SectionName(List.of(), SectionName.Text.HEADER_FIELDS, List.of("Subject")),
            Optional.empty(),
            Seen.SET);
    wants(fetching(selected(COUNTS), Item.RFC822_SIZE, subject));
    world.deliver(1);
    assertThat(hears())
        .containsExactly(
            "* 1 EXISTS",
            "* 1 FETCH (UID 1 RFC822.SIZE 61 BODY[HEADER_FIELDS [Subject]] Subject: Engine||)");
    assertThat(client.fetch(1, 1, Item.FLAGS)).contains("* 1 FETCH (FLAGS ()\\Recent)");
  }

  @Test
  void newMessagesAreFetchedWithTheModSeqByWhoKeepsThem() {
    client.run(new Enable("a", List.of("QRESYNC")));
    world.deliver(2);
    client.select("INBOX");
    wants(fetching(selected(FLAGS), Item.UID, Item.FLAGS));
    world.expunge(1);
    world.deliver(1);
    assertThat(hears())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("* VANISHED NOW 1"),
            line -> assertThat(line).isEqualTo("* 2 EXISTS"),
            line ->
                assertThat(line)
                    .matches(".* FETCH \\(UID 3 FLAGS \\(\\)(.Recent)? MODSEQ \\(\\d+\\)\\)"));
  }

  /** Section 5.2: not what the client has brought itself. */
  @Test
  void ownMessagesAreNotFetched() {
    client.select("INBOX");
    wants(fetching(selected(COUNTS), Item.UID));
    assertThat(client.append("INBOX", World.MESSAGE))
        .contains("* 1 EXISTS", "a OK [APPENDUID V 1]")
        .noneMatch(line -> line.contains("FETCH"));
    assertThat(client.copy(1, 1, "INBOX"))
        .contains("* 2 EXISTS")
        .noneMatch(line -> line.contains("FETCH"));
    world.deliver(1);
    assertThat(hears()).containsExactly("* 3 EXISTS", "* 3 FETCH (UID 3)");
  }

  @Test
  void withoutFlagChangeFlagsOfOthersAreNotTold() {
    world.deliver(2);
    client.select("INBOX");
    wants(selected(COUNTS));
    seen("INBOX", 1);
    assertThat(hears()).isEmpty();
    assertThat(client.noop()).containsExactly("a OK");
    assertThat(client.store(2, 2, Mode.ADD, SystemFlag.FLAGGED))
        .anyMatch(line -> line.startsWith("* 2 FETCH (UID 2 FLAGS (\\Flagged)"));
    wants(selected(FLAGS));
    assertThat(hears()).isEmpty();
  }

  /** What was not told is not lost: SET is a NOOP for it. */
  @Test
  void flagsThatWereNotToldAreToldOnceTheyAreAskedFor() {
    world.deliver(2);
    client.select("INBOX");
    wants(selected(COUNTS));
    seen("INBOX", 1);
    client.noop();
    assertThat(runs(set(selected(FLAGS))))
        .containsExactly("* 1 FETCH (UID 1 FLAGS (\\Seen)\\Recent)", "a OK");
  }

  /** Section 3.1: the same as SELECTED NONE. */
  @Test
  void whoDoesNotNameTheSelectedMailboxSeesItStandStill() {
    world.deliver(3);
    client.select("INBOX");
    wants(personal(NAMES));
    world.deliver(1);
    world.expunge(1);
    seen("INBOX", 1);
    assertThat(client.noop()).containsExactly("a OK");
    assertThat(runs(new Idle("a"))).containsExactly("+ idling");
    assertThat(hears()).isEmpty();
    client.run(new Done("a"));
    assertThat(client.fetch(2, 3, Item.UID))
        .containsExactly("* 2 FETCH (UID 2)", "* 3 FETCH (UID 3)", "a OK");
    assertThat(client.store(3, 3, Mode.ADD, SystemFlag.DELETED))
        .containsExactly("* 3 FETCH (UID 3 FLAGS (\\Deleted)\\Recent)", "a OK");
    assertThat(runs(new Expunge("a"))).containsExactly("* 3 EXPUNGE", "a OK");
    assertThat(runs(set(selected(FLAGS))))
        .containsExactly(
            "* 1 EXPUNGE", "* 2 EXISTS", "* 1 FETCH (UID 2 FLAGS (\\Seen)\\Recent)", "a OK");
  }

  /** The client is told the numbers of what it brings itself, and of what came before. */
  @Test
  void ownMessagesAreCountedEvenWhenTheMailboxStandsStill() {
    client.select("INBOX");
    client.run(Notify.none("a"));
    world.deliver(1);
    assertThat(client.append("INBOX", World.MESSAGE))
        .contains("* 2 EXISTS", "a OK [APPENDUID V 2]");
  }

  @Test
  void theSelectedMailboxHasNoStatus() {
    wants(selected(COUNTS), personal(FLAGS));
    client.select("INBOX");
    world.deliver(1);
    assertThat(hears()).containsExactly("* 1 EXISTS");
    world.deliver("work", World.MESSAGE);
    assertThat(hears())
        .containsExactly("* STATUS work (MESSAGES 1 UIDNEXT 2 UIDVALIDITY V UNSEEN 1)");
  }

  @Test
  void whoeverIsSelectedIsTheSelectedOne() {
    wants(selected(COUNTS), personal(COUNTS));
    client.select("INBOX");
    world.deliver("work", World.MESSAGE);
    assertThat(client.select("work")).contains("* 1 EXISTS").noneMatch(l -> l.contains("STATUS"));
    assertThat(hears()).isEmpty();
    world.deliver("work", World.MESSAGE).deliver(1);
    assertThat(hears())
        .containsExactly("* 2 EXISTS", "* STATUS INBOX (MESSAGES 1 UIDNEXT 2 UIDVALIDITY V)");
  }

  /** Nothing falls between the two ways of telling. */
  @Test
  void whatWasNotToldOfTheSelectedMailboxIsNewsWhenItIsLeft() {
    wants(selected(COUNTS), personal(COUNTS));
    client.select("INBOX");
    world.deliver(1);
    assertThat(runs(new Unselect("a")))
        .containsExactly("* STATUS INBOX (MESSAGES 1 UIDNEXT 2 UIDVALIDITY V)", "a OK");
    client.select("INBOX");
    world.deliver(1);
    assertThat(hears()).contains("* 2 EXISTS");
    assertThat(runs(new Unselect("a"))).containsExactly("a OK");
  }

  @Test
  void aMailboxThatStoodStillIsNewsWhenItIsLeft() {
    wants(personal(COUNTS));
    client.select("INBOX");
    world.deliver(1);
    assertThat(hears()).isEmpty();
    assertThat(client.noop()).containsExactly("a OK");
    assertThat(runs(new Unselect("a")))
        .containsExactly("* STATUS INBOX (MESSAGES 1 UIDNEXT 2 UIDVALIDITY V)", "a OK");
  }

  @Test
  void theSelectedMailboxMayBeDeleted() {
    wants(selected(FLAGS), personal(NAMES));
    client.select("work");
    other.delete("work");
    assertThat(hears()).containsExactly("* LIST (\\NonExistent \\HasNoChildren) work");
    assertThat(client.session.disconnected).isEmpty();
  }

  @Test
  void whoNamesMessagesByUidIsToldByUid() {
    client.run(new Enable("a", List.of("UIDONLY")));
    world.deliver(2);
    client.select("INBOX");
    wants(fetching(selected(FLAGS), Item.RFC822_SIZE));
    world.expunge(1);
    world.deliver(1);
    seen("INBOX", 1);
    assertThat(hears())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("* VANISHED NOW 1"),
            line -> assertThat(line).isEqualTo("* 2 EXISTS"),
            line -> assertThat(line).isEqualTo("* 2 FETCH (RFC822.SIZE 61)"),
            line -> assertThat(line).startsWith("* 1 FETCH (FLAGS (\\Seen)"));
  }

  // IDLE, and other users

  /** Section 4: exactly the same events. */
  @Test
  void idleTellsWhatNotifyHasAskedFor() {
    client.select("INBOX");
    wants(personal(COUNTS));
    client.run(new Idle("a"));
    world.deliver(1).deliver("work", World.MESSAGE);
    assertThat(hears()).containsExactly("* STATUS work (MESSAGES 1 UIDNEXT 2 UIDVALIDITY V)");
  }

  @Test
  void idleTellsFirstWhatWaits() {
    wants(personal(COUNTS));
    world.deliver(1);
    assertThat(runs(new Idle("a")))
        .containsExactly("* STATUS INBOX (MESSAGES 1 UIDNEXT 2 UIDVALIDITY V)", "+ idling");
  }

  @Test
  void theNextUserHasAskedForNothing() {
    wants(selected(FLAGS), personal(FLAGS));
    client.run(new Unauthenticate("a"));
    assertThat(client.session.listening).isEqualTo(Listening.IN_IDLE);
    int wakes = client.session.wakes.get();
    world.deliver(1);
    assertThat(client.session.wakes.get()).isEqualTo(wakes);
    client.login("ada", "secret");
    client.select("INBOX");
    world.deliver(1);
    assertThat(client.noop()).contains("* 2 EXISTS");
  }

  @Test
  void whoHasGoneIsNotWoken() {
    wants(personal(FLAGS));
    client.close();
    int wakes = client.session.wakes.get();
    world.deliver(1);
    assertThat(client.session.wakes.get()).isEqualTo(wakes);
  }
}
