package org.culverhouse.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.culverhouse.api.command.Expunge;
import org.culverhouse.api.command.FetchAttribute.Item;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.command.Store;
import org.culverhouse.api.command.Store.Mode;
import org.culverhouse.api.command.UidExpunge;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.SequenceSet;
import org.culverhouse.api.model.SystemFlag;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Backend.class)
class StoreTest {
  @RegisterExtension final World world;
  private final Client client;

  StoreTest(Backend backend) {
    world = new World(backend);
    client = world.login();
  }

  @BeforeEach
  void select() {
    world.deliver(3);
    client.select("INBOX");
    world.login().select("INBOX");
  }

  @Test
  void theNewFlagsAreTold() {
    assertThat(client.store(1, 2, Mode.ADD, SystemFlag.SEEN))
        .containsExactly(
            "* 1 FETCH (FLAGS (\\Seen)\\Recent)", "* 2 FETCH (FLAGS (\\Seen)\\Recent)", "a OK");
  }

  @Test
  void flagsAreToldEvenWhenNothingChanges() {
    client.store(1, 1, Mode.ADD, SystemFlag.SEEN);
    assertThat(client.store(1, 1, Mode.ADD, SystemFlag.SEEN))
        .containsExactly("* 1 FETCH (FLAGS (\\Seen)\\Recent)", "a OK");
  }

  @Test
  void replaceTakesOtherFlagsAway() {
    client.store(1, 1, Mode.ADD, SystemFlag.SEEN, new Keyword("$Later"));
    assertThat(client.store(1, 1, Mode.REPLACE, SystemFlag.FLAGGED))
        .containsExactly("* 1 FETCH (FLAGS (\\Flagged)\\Recent)", "a OK");
  }

  @Test
  void aNewKeywordIsAnnouncedFirst() {
    assertThat(client.store(1, 1, Mode.ADD, new Keyword("$Later")))
        .anyMatch(line -> line.startsWith("* FLAGS (") && line.contains("$Later"));
  }

  @Test
  void silenceIsKept() {
    assertThat(client.storeSilently(1, 3, Mode.ADD, SystemFlag.SEEN)).containsExactly("a OK");
    assertThat(client.noop()).containsExactly("a OK");
  }

  @Test
  void othersHearOfASilentChange() {
    var other = world.login();
    other.select("INBOX");
    client.storeSilently(1, 1, Mode.ADD, SystemFlag.SEEN);
    assertThat(other.noop()).containsExactly("* 1 FETCH (FLAGS (\\Seen))", "a OK");
  }

  @Test
  void uidStoreTellsTheUid() {
    world.expunge(1);
    client.noop();
    assertThat(
            client.run(
                new Store(
                    "a",
                    Numbering.UID,
                    SequenceSet.of(2),
                    Mode.ADD,
                    Store.Echo.TELL,
                    FlagSet.of(SystemFlag.SEEN))))
        .containsExactly("* 1 FETCH (UID 2 FLAGS (\\Seen)\\Recent)", "a OK");
  }

  @Test
  void unknownUidsDoNotMatter() {
    assertThat(
            client.run(
                new Store(
                    "a",
                    Numbering.UID,
                    SequenceSet.of(700, 900),
                    Mode.ADD,
                    Store.Echo.TELL,
                    FlagSet.of(SystemFlag.SEEN))))
        .containsExactly("a OK");
  }

  @Test
  void aNumberThatNoMessageHasIsTheClientsMistake() {
    assertThat(client.store(4, 4, Mode.ADD, SystemFlag.SEEN)).containsExactly("a BAD");
  }

  @Test
  void nothingIsStoredAfterExamine() {
    client.examine("INBOX");
    assertThat(client.store(1, 1, Mode.ADD, SystemFlag.SEEN)).containsExactly("a NO [READ-ONLY]");
  }

  @Test
  void aMessageThatIsGoneDoesNotKeepTheOthersBack() {
    world.expunge(2);
    assertThat(client.store(1, 3, Mode.ADD, SystemFlag.SEEN))
        .containsExactly(
            "* 1 FETCH (FLAGS (\\Seen)\\Recent)",
            "* 3 FETCH (FLAGS (\\Seen)\\Recent)",
            "a NO [EXPUNGEISSUED]");
    assertThat(client.noop()).containsExactly("* 2 EXPUNGE", "* 2 RECENT", "a OK");
  }

  @Test
  void expungeTellsFromTheLastToTheFirst() {
    client.storeSilently(1, 1, Mode.ADD, SystemFlag.DELETED);
    client.storeSilently(3, 3, Mode.ADD, SystemFlag.DELETED);
    assertThat(client.run(new Expunge("a")))
        .containsExactly("* 3 EXPUNGE", "* 1 EXPUNGE", "* 1 RECENT", "a OK");
  }

  @Test
  void uidExpungeKeepsDeletedMessagesThatItDoesNotName() {
    client.storeSilently(1, 3, Mode.ADD, SystemFlag.DELETED);
    assertThat(client.run(new UidExpunge("a", SequenceSet.of(2))))
        .containsExactly("* 2 EXPUNGE", "* 2 RECENT", "a OK");
    assertThat(client.fetch(1, SequenceSet.STAR, Item.UID))
        .containsExactly("* 1 FETCH (UID 1)", "* 2 FETCH (UID 3)", "a OK");
  }

  @Test
  void uidExpungeKeepsMessagesThatAreNotDeleted() {
    assertThat(client.run(new UidExpunge("a", SequenceSet.of(1, 3)))).containsExactly("a OK");
  }

  @Test
  void nothingIsExpungedAfterExamine() {
    client.examine("INBOX");
    assertThat(client.run(new Expunge("a"))).containsExactly("a NO [READ-ONLY]");
    assertThat(client.run(new UidExpunge("a", SequenceSet.of(1))))
        .containsExactly("a NO [READ-ONLY]");
  }

  @Test
  void expungesOfOthersWaitUntilTheyMayBeTold() {
    world.expunge(1);
    assertThat(client.store(2, 2, Mode.ADD, SystemFlag.SEEN))
        .containsExactly("* 2 FETCH (FLAGS (\\Seen)\\Recent)", "a OK");
    assertThat(client.noop()).startsWith("* 1 EXPUNGE");
  }
}
