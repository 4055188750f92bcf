package org.culverhouse.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.culverhouse.api.command.Close;
import org.culverhouse.api.command.Expunge;
import org.culverhouse.api.command.Status;
import org.culverhouse.api.command.StatusItem;
import org.culverhouse.api.command.Store.Mode;
import org.culverhouse.api.command.Unselect;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SessionState;
import org.culverhouse.api.model.SystemFlag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Backend.class)
class SelectTest {
  private static final String SYSTEM = "\\Answered \\Flagged \\Deleted \\Seen \\Draft";

  @RegisterExtension final World world;
  private final Client client;

  SelectTest(Backend backend) {
    world = new World(backend);
    client = world.login();
  }

  @Test
  void selectDescribesTheMailbox() {
    world.deliver(2);
    assertThat(client.select("INBOX"))
        .containsExactly(
            "* FLAGS (" + SYSTEM + ")",
            "* OK [PERMANENTFLAGS (" + SYSTEM + ") \\*]",
            "* 2 EXISTS",
            "* 2 RECENT",
            "* OK [UNSEEN 1]",
            "* OK [UIDVALIDITY V]",
            "* OK [UIDNEXT 3]",
            "* OK [MAILBOXID 1]",
            "* OK [HIGHESTMODSEQ 3]",
            "a OK [READ-WRITE]");
    assertThat(client.session.state()).isEqualTo(SessionState.SELECTED);
  }

  @Test
  void examineOffersNoFlagsToKeep() {
    assertThat(client.examine("INBOX"))
        .contains("* OK [PERMANENTFLAGS ()]")
        .endsWith("a OK [READ-ONLY]");
  }

  @Test
  void examineLeavesMessagesRecent() {
    world.deliver(1);
    assertThat(client.examine("INBOX")).contains("* 1 RECENT");
    assertThat(client.select("INBOX")).contains("* 1 RECENT");
    assertThat(client.select("INBOX")).contains("* 0 RECENT");
  }

  @Test
  void unseenIsNotToldWhenEverythingHasBeenSeen() {
    world.deliver(1);
    client.select("INBOX");
    client.store(1, 1, Mode.ADD, SystemFlag.SEEN);
    assertThat(client.select("INBOX")).noneMatch(line -> line.contains("UNSEEN"));
  }

  @Test
  void keywordsInUseAreAmongTheFlags() {
    world.deliver(1);
    client.select("INBOX");
    client.store(1, 1, Mode.ADD, new Keyword("$Later"));
    assertThat(client.select("INBOX")).contains("* FLAGS (" + SYSTEM + " $Later)");
  }

  @Test
  void selectingAnotherMailboxClosesTheFirst() {
    client.select("INBOX");
    assertThat(client.select("Sent")).startsWith("* OK [CLOSED]").endsWith("a OK [READ-WRITE]");
    int wakes = client.session.wakes.get();
    world.deliver(1);
    assertThat(client.session.wakes).hasValue(wakes);
  }

  @Test
  void aFailedSelectLeavesNothingSelected() {
    client.select("INBOX");
    assertThat(client.select("Nowhere")).containsExactly("* OK [CLOSED]", "a NO [NONEXISTENT]");
    assertThat(client.session.state()).isEqualTo(SessionState.AUTHENTICATED);
  }

  @Test
  void closeRemovesDeletedMessagesWithoutTelling() {
    world.deliver(2);
    client.select("INBOX");
    client.store(1, 1, Mode.ADD, SystemFlag.DELETED);
    assertThat(client.run(new Close("a"))).containsExactly("a OK");
    assertThat(client.select("INBOX")).contains("* 1 EXISTS");
  }

  @Test
  void unselectRemovesNothing() {
    world.deliver(1);
    client.select("INBOX");
    client.store(1, 1, Mode.ADD, SystemFlag.DELETED);
    assertThat(client.run(new Unselect("a"))).containsExactly("a OK");
    assertThat(client.select("INBOX")).contains("* 1 EXISTS");
  }

  @Test
  void closeAfterExamineRemovesNothing() {
    world.deliver(1);
    client.select("INBOX");
    client.store(1, 1, Mode.ADD, SystemFlag.DELETED);
    client.examine("INBOX");
    assertThat(client.run(new Close("a"))).containsExactly("a OK");
    assertThat(client.select("INBOX")).contains("* 1 EXISTS");
  }

  @Test
  void nothingIsHeardOfAMailboxAfterTheConnectionHasGone() {
    client.select("INBOX");
    client.close();
    int wakes = client.session.wakes.get();
    world.deliver(1);
    assertThat(client.session.wakes).hasValue(wakes);
    assertThat(world.limits.connections(7)).isZero();
  }

  @Test
  void aMailboxThatSomebodyElseDeletesIsReportedAndLeavesTheSessionUsable() {
    client.create("Gone");
    client.append("Gone", World.MESSAGE);
    client.select("Gone");
    world.login().delete("Gone");
    assertThat(client.noop()).containsExactly("a NO [NONEXISTENT]");
    assertThat(client.fetch(1, 1, org.culverhouse.api.command.FetchAttribute.Item.FLAGS))
        .containsExactly("a NO [NONEXISTENT]");
    assertThat(client.run(new Expunge("a"))).containsExactly("a NO [NONEXISTENT]");
    assertThat(client.create("Gone")).singleElement().asString().startsWith("a OK [MAILBOXID ");
    assertThat(client.select("INBOX")).endsWith("a OK [READ-WRITE]");
  }

  @Test
  void aDeletedMailboxCanBeClosed() {
    client.create("Gone");
    client.select("Gone");
    world.login().delete("Gone");
    assertThat(client.run(new Close("a"))).containsExactly("a OK");
    assertThat(client.session.state()).isEqualTo(SessionState.AUTHENTICATED);
  }

  @Test
  void renameDoesNotDisturbThoseWhoHaveTheMailboxSelected() {
    client.create("Old");
    client.append("Old", World.MESSAGE);
    client.select("Old");
    world.login().rename("Old", "New");
    assertThat(client.noop()).containsExactly("a OK");
    assertThat(client.fetch(1, 1, org.culverhouse.api.command.FetchAttribute.Item.UID))
        .containsExactly("* 1 FETCH (UID 1)", "a OK");
  }

  @Test
  void statusTellsWhatIsAsked() {
    world.deliver(3);
    client.select("INBOX");
    client.store(1, 2, Mode.ADD, SystemFlag.SEEN);
    client.store(2, 2, Mode.ADD, SystemFlag.DELETED);
    world.deliver(1);
    long size = 4L * World.MESSAGE.length();
    assertThat(
            world
                .login()
                .run(
                    new Status(
                        "a",
                        MailboxName.INBOX,
                        List.of(
                            StatusItem.MESSAGES,
                            StatusItem.RECENT,
                            StatusItem.UIDNEXT,
                            StatusItem.UIDVALIDITY,
                            StatusItem.UNSEEN,
                            StatusItem.DELETED,
                            StatusItem.SIZE))))
        .containsExactly(
            "* STATUS INBOX (MESSAGES 4 RECENT 1 UIDNEXT 5 UIDVALIDITY V UNSEEN 2 DELETED 1"
                + " SIZE "
                + size
                + ")",
            "a OK");
  }

  @Test
  void theLimitOfAppendIsTheSameInEveryMailboxAndANumberOf32Bits() {
    var asked = new Status("a", MailboxName.INBOX, List.of(StatusItem.APPENDLIMIT));
    assertThat(client.run(asked)).containsExactly("* STATUS INBOX (APPENDLIMIT 1048576)", "a OK");
    world.maxMessage = 8L << 30;
    assertThat(world.login().run(asked))
        .containsExactly("* STATUS INBOX (APPENDLIMIT 4294967295)", "a OK");
  }

  @Test
  void statusOfNothingIsRefused() {
    assertThat(
            client.run(new Status("a", new MailboxName("Nowhere"), List.of(StatusItem.MESSAGES))))
        .containsExactly("a NO [NONEXISTENT]");
  }
}
