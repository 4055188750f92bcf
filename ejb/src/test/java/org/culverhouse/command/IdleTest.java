package org.culverhouse.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.culverhouse.account.AccountChange;
import org.culverhouse.api.command.Capability;
import org.culverhouse.api.command.Done;
import org.culverhouse.api.command.Enable;
import org.culverhouse.api.command.Id;
import org.culverhouse.api.command.Idle;
import org.culverhouse.api.command.Namespace;
import org.culverhouse.api.command.Store.Mode;
import org.culverhouse.api.model.SystemFlag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Backend.class)
class IdleTest {
  @RegisterExtension final World world;
  private final Client client;

  IdleTest(Backend backend) {
    world = new World(backend);
    client = world.login();
  }

  @Test
  void idleIsAnsweredByAContinuationAndItsEndByTheTag() {
    client.select("INBOX");
    assertThat(client.run(new Idle("a"))).containsExactly("+ idling");
    assertThat(client.run(new Done("a"))).containsExactly("a OK");
  }

  @Test
  void changesOfOthersWakeTheSessionAndAreTold() {
    world.deliver(2);
    client.select("INBOX");
    client.run(new Idle("a"));
    int wakes = client.session.wakes.get();
    var other = world.login();
    other.select("INBOX");
    other.store(1, 1, Mode.ADD, SystemFlag.SEEN);
    world.expunge(2);
    world.deliver(1);
    assertThat(client.session.wakes.get()).isGreaterThan(wakes);
    assertThat(client.changed())
        .containsExactly("* 2 EXPUNGE", "* 2 EXISTS", "* 1 FETCH (FLAGS (\\Seen)\\Recent)");
  }

  @Test
  void idleTellsFirstWhatHasHappenedBefore() {
    client.select("INBOX");
    world.deliver(1);
    assertThat(client.run(new Idle("a"))).containsExactly("* 1 EXISTS", "* 1 RECENT", "+ idling");
  }

  @Test
  void idleWithoutAMailboxHearsNothing() {
    client.run(new Idle("a"));
    world.deliver(1);
    assertThat(client.changed()).isEmpty();
  }

  @Test
  void idlingInAMailboxThatIsDeletedIsNoError() {
    client.create("work");
    client.select("work");
    client.run(new Idle("a"));
    world.login().delete("work");
    assertThat(client.changed()).isEmpty();
    assertThat(client.session.disconnected).isEmpty();
    assertThat(client.run(new Done("a"))).containsExactly("a OK");
  }

  @Test
  void capabilitiesGrowWithTheLogin() {
    var stranger = world.connect();
    assertThat(stranger.run(new Capability("a")))
        .containsExactly(
            "* CAPABILITY IMAP4rev1 IMAP4rev2 SASL-IR ID ENABLE IDLE NAMESPACE LITERAL-"
                + " APPENDLIMIT=1048576 AUTH=SCRAM-SHA-256 AUTH=SCRAM-SHA-1 AUTH=PLAIN AUTH=LOGIN",
            "a OK");
    assertThat(client.run(new Capability("a")))
        .containsExactly(
            "* CAPABILITY IMAP4rev1 IMAP4rev2 SASL-IR ID ENABLE IDLE NAMESPACE LITERAL-"
                + " APPENDLIMIT=1048576 INPROGRESS CHILDREN UIDPLUS UNSELECT MOVE SPECIAL-USE CREATE-SPECIAL-USE MULTIAPPEND CATENATE"
                + " REPLACE LIST-EXTENDED LIST-STATUS ESEARCH SEARCHRES PARTIAL BINARY OBJECTID SAVEDATE PREVIEW QUOTA QUOTASET"
                + " QUOTA=RES-STORAGE QUOTA=RES-MESSAGE QUOTA=RES-MAILBOX I18NLEVEL=1 UIDONLY UTF8=ACCEPT CONDSTORE QRESYNC STATUS=SIZE"
                + " NOTIFY UNAUTHENTICATE WITHIN COMPRESS=DEFLATE",
            "a OK");
  }

  /** RFC 4978 section 3: it cannot begin twice. */
  @Test
  void compressionIsNotOfferedWhileItLasts() {
    client.session.compressed = true;
    assertThat(client.run(new Capability("a")).getFirst())
        .contains(" UNAUTHENTICATE ")
        .doesNotContain("COMPRESS");
  }

  @Test
  void idNamesTheServer() {
    assertThat(client.run(new Id("a", Map.of("name", "x"))))
        .containsExactly("* ID {name=Culverhouse, version=1.2}", "a OK");
  }

  @Test
  void enablePassesOverWhatCannotBeEnabled() {
    assertThat(client.run(new Enable("a", List.of("condstore", "X-NONE", "IDLE"))))
        .containsExactly("* ENABLED CONDSTORE", "a OK");
    assertThat(client.run(new Enable("a", List.of("X-NONE"))))
        .containsExactly("* ENABLED ", "a OK");
  }

  @Test
  void thereIsOnePersonalNamespace() {
    assertThat(client.run(new Namespace("a")))
        .containsExactly("* NAMESPACE ((\"\" \"/\")) NIL NIL", "a OK");
  }

  @Test
  void theSessionsOfAClosedAccountEnd() {
    var handlers = world.handlers();
    var session = new FakeSession();
    var transcript = new Transcript();
    handlers.opened(session, transcript);
    handlers.handle(
        session,
        new org.culverhouse.api.command.Login(
            "a", "ada", "secret".getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
        transcript);
    handlers.accountChanged(new AccountChange.Closed(8, "removed"));
    assertThat(session.disconnected).isEmpty();
    handlers.accountChanged(new AccountChange.Closed(7, "removed"));
    assertThat(session.disconnected).contains("removed");
  }
}
