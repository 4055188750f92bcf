package org.culverhouse.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.culverhouse.api.command.FetchAttribute.Item;
import org.culverhouse.api.command.Store.Mode;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.SequenceSet;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.mailbox.QuotaLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Backend.class)
class CopyTest {
  @RegisterExtension final World world;

  CopyTest(Backend backend) {
    world = new World(backend);
  }

  private Client select(int messages) {
    var client = world.login();
    world.deliver(messages);
    client.select("INBOX");
    return client;
  }

  @Test
  void copyTellsTheNewUids() {
    var client = select(3);
    world.expunge(1);
    client.noop();
    assertThat(client.copy(1, 2, "Sent")).containsExactly("a OK [COPYUID V 2:3 1:2]");
  }

  @Test
  void copyingTwiceMakesTwoMessagesWithAllFlags() {
    var client = select(1);
    client.store(1, 1, Mode.ADD, SystemFlag.FLAGGED, new Keyword("$Later"));
    client.copy(1, 1, "Sent");
    client.copy(1, 1, "Sent");
    client.select("Sent");
    assertThat(client.fetch(1, SequenceSet.STAR, Item.UID, Item.FLAGS))
        .containsExactly(
            "* 1 FETCH (UID 1 FLAGS (\\Flagged $Later)\\Recent)",
            "* 2 FETCH (UID 2 FLAGS (\\Flagged $Later)\\Recent)",
            "a OK");
  }

  @Test
  void copyIntoTheSelectedMailboxTellsOfTheNewMessages() {
    var client = select(1);
    assertThat(client.copy(1, 1, "INBOX"))
        .containsExactly("* 2 EXISTS", "* 2 RECENT", "a OK [COPYUID V 1 2]");
  }

  @Test
  void aMissingTargetCouldBeCreated() {
    assertThat(select(1).copy(1, 1, "Nowhere")).containsExactly("a NO [TRYCREATE]");
  }

  @Test
  void copyOfUnknownUidsDoesNothing() {
    assertThat(select(1).uidCopy(5, 9, "Sent")).containsExactly("a OK");
  }

  @Test
  void copyByNumberIsAllOrNothing() {
    var client = select(3);
    world.expunge(2);
    assertThat(client.copy(1, 3, "Sent")).containsExactly("a NO [EXPUNGEISSUED]");
    assertThat(client.select("Sent")).contains("* 0 EXISTS");
  }

  @Test
  void copyStopsAtTheQuota() {
    world.quota = new QuotaLimits(QuotaLimits.UNLIMITED, 3);
    assertThat(select(2).copy(1, 2, "Sent")).containsExactly("a NO [OVERQUOTA]");
  }

  @Test
  void moveTellsTheNewUidsBeforeTheExpunges() {
    assertThat(select(3).move(2, 3, "Trash"))
        .containsExactly(
            "* OK [COPYUID V 2:3 1:2]", "* 3 EXPUNGE", "* 2 EXPUNGE", "* 1 RECENT", "a OK");
  }

  @Test
  void moveNeedsNoQuota() {
    world.quota = new QuotaLimits(QuotaLimits.UNLIMITED, 2);
    assertThat(select(2).move(1, 2, "Trash")).endsWith("a OK");
  }

  @Test
  void nothingIsMovedAfterExamine() {
    var client = select(1);
    client.examine("INBOX");
    assertThat(client.move(1, 1, "Trash")).containsExactly("a NO [READ-ONLY]");
  }

  @Test
  void moveToNowhereKeepsTheMessage() {
    var client = select(1);
    assertThat(client.move(1, 1, "Nowhere")).containsExactly("a NO [TRYCREATE]");
    assertThat(client.fetch(1, 1, Item.UID)).containsExactly("* 1 FETCH (UID 1)", "a OK");
  }
}
