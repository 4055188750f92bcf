package org.culverhouse.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.culverhouse.api.AnnouncedMessages;
import org.culverhouse.api.Content;
import org.culverhouse.api.command.AppendMessage;
import org.culverhouse.api.command.CommandKind;
import org.culverhouse.api.command.Enable;
import org.culverhouse.api.command.FetchAttribute.Item;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.command.Replace;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SequenceSet;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.mailbox.QuotaLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 8508. */
@ParameterizedClass
@EnumSource(Backend.class)
class ReplaceTest {
  @RegisterExtension final World world;

  ReplaceTest(Backend backend) {
    world = new World(backend);
  }

  private Client select(int messages) {
    var client = world.login();
    world.deliver(messages);
    client.select("INBOX");
    return client;
  }

  private static List<String> replace(
      Client client, Numbering numbering, long replaced, String mailbox, int octets) {
    return client.run(
        new Replace(
            "a",
            numbering,
            SequenceSet.of(replaced),
            new MailboxName(mailbox),
            new AppendMessage(
                FlagSet.of(SystemFlag.DRAFT), Optional.empty(), Content.of(new byte[octets]))));
  }

  @Test
  void theNewUidIsToldBeforeTheOldMessageGoes() {
    var client = select(3);
    assertThat(replace(client, Numbering.SEQUENCE, 2, "INBOX", 9))
        .containsExactly("* OK [APPENDUID V 4]", "* 2 EXPUNGE", "* 3 EXISTS", "a OK");
    assertThat(client.fetch(1, 3, Item.UID, Item.RFC822_SIZE))
        .contains("* 3 FETCH (UID 4 RFC822.SIZE 9)");
  }

  @Test
  void theNewMessageMayGoElsewhere() {
    var client = select(2);
    assertThat(replace(client, Numbering.UID, 1, "Sent", 9))
        .containsExactly("* OK [APPENDUID V 1]", "* 1 EXPUNGE", "* 1 RECENT", "a OK");
    assertThat(client.select("Sent")).contains("* 1 EXISTS");
  }

  @Test
  void aStarIsTheLastMessage() {
    var client = select(3);
    assertThat(replace(client, Numbering.UID, SequenceSet.STAR, "INBOX", 9))
        .contains("* 3 EXPUNGE", "a OK");
  }

  @Test
  void whoKeepsModSeqsHearsOfThemAsAfterAnExpunge() {
    var client = world.login();
    world.deliver(1);
    client.run(new Enable("a", List.of("QRESYNC")));
    client.select("INBOX");
    assertThat(replace(client, Numbering.UID, 1, "Sent", 9))
        .hasSize(4)
        .contains("* VANISHED NOW 1")
        .last()
        .asString()
        .startsWith("a OK [HIGHESTMODSEQ ");
  }

  @Test
  void whatIsNotThereIsNotReplaced() {
    var client = select(2);
    assertThat(replace(client, Numbering.SEQUENCE, 3, "INBOX", 9)).containsExactly("a BAD");
    assertThat(replace(client, Numbering.UID, 3, "INBOX", 9))
        .containsExactly("a NO [EXPUNGEISSUED]");
    world.expunge(2);
    assertThat(replace(client, Numbering.SEQUENCE, 2, "INBOX", 9))
        .containsExactly("a NO [EXPUNGEISSUED]");
    assertThat(client.noop()).contains("* 2 EXPUNGE");
    assertThat(client.select("INBOX")).contains("* 1 EXISTS");
  }

  @Test
  void aMissingTargetCouldBeCreatedAndNothingGoes() {
    var client = select(1);
    assertThat(replace(client, Numbering.UID, 1, "Nowhere", 9)).containsExactly("a NO [TRYCREATE]");
    assertThat(client.select("INBOX")).contains("* 1 EXISTS");
  }

  @Test
  void afterExamineNothingIsReplaced() {
    world.deliver(1);
    var client = world.login();
    client.examine("INBOX");
    assertThat(replace(client, Numbering.UID, 1, "Sent", 9)).containsExactly("a NO [READ-ONLY]");
    assertThat(client.select("Sent")).contains("* 0 EXISTS");
  }

  @Test
  void ofTheQuotaTheDifferenceCounts() {
    int size = World.MESSAGE.length();
    world.quota = new QuotaLimits(2L * size, 2);
    var client = select(2);
    assertThat(replace(client, Numbering.UID, 1, "INBOX", size + 1))
        .containsExactly("a NO [OVERQUOTA]");
    assertThat(replace(client, Numbering.UID, 1, "INBOX", size)).contains("a OK");
    assertThat(replace(client, Numbering.UID, 2, "Sent", 1)).contains("a OK");
  }

  @Test
  void atFullQuotaTheMessageMayBeSent() {
    world.quota = new QuotaLimits(World.MESSAGE.length(), 1);
    var client = select(1);
    assertThat(client.announce(1, 9)).contains("a NO [OVERQUOTA]");
    assertThat(client.announce(new AnnouncedMessages("a", CommandKind.UID_REPLACE, 1, 9)))
        .isEmpty();
  }

  @Test
  void otherSessionsHearOfBoth() {
    var other = select(2);
    var client = world.login();
    client.select("INBOX");
    replace(client, Numbering.UID, 1, "INBOX", 9);
    assertThat(other.noop()).containsExactly("* 1 EXPUNGE", "* 2 EXISTS", "* 1 RECENT", "a OK");
  }
}
