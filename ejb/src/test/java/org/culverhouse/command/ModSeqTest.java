package org.culverhouse.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.culverhouse.api.command.Enable;
import org.culverhouse.api.command.Expunge;
import org.culverhouse.api.command.Fetch;
import org.culverhouse.api.command.FetchAttribute.Item;
import org.culverhouse.api.command.FetchModifiers;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.command.Store;
import org.culverhouse.api.command.Store.Echo;
import org.culverhouse.api.command.Store.Mode;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.ModSeq;
import org.culverhouse.api.model.SequenceSet;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.mailbox.MailboxSnapshot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 7162 over both stores: what a condition leaves out, and what is told while it must wait. */
@ParameterizedClass
@EnumSource(Backend.class)
class ModSeqTest {
  @RegisterExtension final World world;
  private final Client client;

  ModSeqTest(Backend backend) {
    world = new World(backend);
    client = world.login();
  }

  @BeforeEach
  void select() {
    world.deliver(3);
    client.run(new Enable("a", List.of("QRESYNC")));
    client.select("INBOX");
    world.login().select("INBOX");
  }

  private MailboxSnapshot snapshot() {
    try (var store = world.store()) {
      return store.open(store.tree().get(world.mailbox("INBOX")).id()).snapshot();
    }
  }

  private List<String> storeUnchanged(ModSeq since, long from, long to) {
    return client.run(
        new Store(
            "a",
            Numbering.SEQUENCE,
            SequenceSet.of(from, to),
            Mode.ADD,
            Echo.SILENT,
            FlagSet.of(SystemFlag.FLAGGED),
            Optional.of(since)));
  }

  @Test
  void whatHasChangedMeanwhileIsLeftAlone() {
    var before = snapshot().highestModSeq();
    var other = world.login();
    other.select("INBOX");
    other.store(2, 2, Mode.ADD, SystemFlag.FLAGGED);

    assertThat(storeUnchanged(before, 1, 3))
        .contains("* 1 FETCH (UID 1 MODSEQ)", "* 3 FETCH (UID 3 MODSEQ)")
        .last()
        .isEqualTo("a OK [MODIFIED 2]");
    assertThat(snapshot().with(SystemFlag.FLAGGED).toString()).isEqualTo("1:3");
  }

  /** RFC 7162 section 3.1.12. */
  @Test
  void ofAMessageOnlyTheFlagsCountThatAreAddedOrRemoved() {
    var before = snapshot().highestModSeq();
    var other = world.login();
    other.select("INBOX");
    other.store(2, 2, Mode.ADD, SystemFlag.SEEN);

    assertThat(storeUnchanged(before, 1, 3))
        .contains("* 2 FETCH (UID 2 MODSEQ FLAGS (\\Flagged \\Seen)\\Recent)")
        .last()
        .isEqualTo("a OK");
  }

  /** Written before the client could have heard of its own change, or of that of another. */
  @Test
  void whatTheClientHasBeenToldMeanwhileDoesNotCount() {
    var before = snapshot().highestModSeq();
    client.storeSilently(1, 1, Mode.ADD, SystemFlag.SEEN);
    var other = world.login();
    other.select("INBOX");
    other.store(2, 2, Mode.ADD, SystemFlag.ANSWERED);
    other.store(3, 3, Mode.ADD, SystemFlag.FLAGGED);
    client.noop();

    assertThat(storeUnchanged(before, 1, 3)).last().isEqualTo("a OK [MODIFIED 3]");
  }

  @Test
  void whatWasToldLongAgoIsForgotten() {
    var before = snapshot().highestModSeq();
    for (int i = 0; i < 3; i++) {
      client.storeSilently(1, 1, Mode.ADD, SystemFlag.SEEN);
      client.storeSilently(1, 1, Mode.REMOVE, SystemFlag.SEEN);
    }
    assertThat(storeUnchanged(before, 1, 1)).last().isEqualTo("a OK [MODIFIED 1]");
  }

  @Test
  void zeroIsBeforeEveryMessage() {
    assertThat(storeUnchanged(ModSeq.ZERO, 1, 3)).containsExactly("a OK [MODIFIED 1:3]");
  }

  @Test
  void whatTheSameCommitHasChangedCounts() {
    var before = snapshot().highestModSeq();
    assertThat(storeUnchanged(before, 1, 2)).last().isEqualTo("a OK");
    assertThat(storeUnchanged(before, 1, 3)).last().isEqualTo("a OK [MODIFIED 1:2]");
  }

  @Test
  void aHeldExpungeHoldsTheMailboxBack() {
    var before = snapshot().highestModSeq();
    var other = world.login();
    other.select("INBOX");
    other.storeSilently(1, 1, Mode.ADD, SystemFlag.DELETED);
    other.run(new Expunge("a"));

    assertThat(client.storeSilently(3, 3, Mode.ADD, SystemFlag.SEEN))
        .contains("* OK [HIGHESTMODSEQ " + before + "]")
        .noneMatch(line -> line.contains("VANISHED"));
    assertThat(client.noop())
        .contains("* VANISHED NOW 1", "* OK [HIGHESTMODSEQ " + snapshot().highestModSeq() + "]");
  }

  @Test
  void onlyWhatChangedLaterIsFetched() {
    var before = snapshot().highestModSeq();
    client.store(2, 2, Mode.ADD, SystemFlag.ANSWERED);
    var fetched =
        client.run(
            new Fetch(
                "a",
                Numbering.UID,
                SequenceSet.of(1, SequenceSet.STAR),
                List.of(Item.FLAGS, Item.MODSEQ),
                new FetchModifiers(Optional.of(before), false, Optional.empty())));
    assertThat(fetched)
        .containsExactly("* 2 FETCH (UID 2 MODSEQ FLAGS (\\Answered)\\Recent)", "a OK");
  }
}
