package org.culverhouse.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.culverhouse.account.AccountChange;
import org.culverhouse.api.command.Authenticate;
import org.culverhouse.api.command.Enable;
import org.culverhouse.api.command.Login;
import org.culverhouse.api.command.Logout;
import org.culverhouse.api.command.Store;
import org.culverhouse.api.command.Unauthenticate;
import org.culverhouse.api.model.Network;
import org.culverhouse.api.model.SessionState;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.endpoint.ImapEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Backend.class)
class LoginTest {
  @RegisterExtension final World world;

  LoginTest(Backend backend) {
    world = new World(backend);
  }

  @Test
  void loginAnswersWithTheCapabilitiesOfAUser() {
    var answer = world.connect().login("ada", "secret");
    assertThat(answer).singleElement().asString().startsWith("a OK [CAPABILITY IMAP4rev1 ");
    assertThat(answer.getFirst()).contains(" UIDPLUS ").doesNotContain("AUTH=");
  }

  @Test
  void loginEntersTheAuthenticatedState() {
    assertThat(world.login().session.state()).isEqualTo(SessionState.AUTHENTICATED);
  }

  @Test
  void aWrongPasswordIsRefusedLikeAnUnknownUser() {
    var wrong = world.connect().login("ada", "guess");
    assertThat(wrong).containsExactly("a NO [AUTHENTICATIONFAILED]");
    assertThat(world.connect().login("bob", "secret")).isEqualTo(wrong);
  }

  @Test
  void thePasswordIsWipedAfterwards() {
    var password = "secret".getBytes(StandardCharsets.UTF_8);
    world.connect().run(new Login("a", "ada", password));
    assertThat(password).containsOnly(0);
  }

  @Test
  void withoutTlsThePasswordIsRefusedAndWiped() {
    var session = new FakeSession();
    session.tls = Optional.empty();
    var password = "secret".getBytes(StandardCharsets.UTF_8);
    var client = world.connect(session);
    assertThat(client.greeting().getFirst()).contains("LOGINDISABLED").contains("STARTTLS");
    assertThat(client.run(new Login("a", "ada", password)))
        .containsExactly("a NO [PRIVACYREQUIRED]");
    assertThat(password).containsOnly(0);
  }

  @Test
  void loopbackMayLogInWithoutTlsIfThatIsSet() throws IOException {
    world.plaintext = PlaintextPolicy.LOOPBACK;
    var near = new FakeSession();
    near.tls = Optional.empty();
    assertThat(world.connect(near).login("ada", "secret").getFirst()).startsWith("a OK");
    var far = new FakeSession();
    far.tls = Optional.empty();
    far.address = java.net.InetAddress.getByName("192.0.2.1");
    assertThat(world.connect(far).greeting().getFirst()).contains("LOGINDISABLED");
  }

  @Test
  void authenticatePlainTakesAnInitialResponse() {
    assertThat(world.connect().authenticatePlain(Optional.of("\0ada\0secret")).getFirst())
        .startsWith("a OK [CAPABILITY");
  }

  @Test
  void authenticatePlainAsksWhenThereIsNoInitialResponse() {
    var client = world.connect();
    client.session.challengeAnswers.add(
        Optional.of("ada\0ada\0secret".getBytes(StandardCharsets.UTF_8)));
    assertThat(client.authenticatePlain(Optional.empty()).getFirst()).startsWith("a OK");
    assertThat(client.session.challenges).containsExactly("");
  }

  @Test
  void authenticateCanBeCancelled() {
    var client = world.connect();
    client.session.challengeAnswers.add(Optional.empty());
    assertThat(client.authenticatePlain(Optional.empty())).containsExactly("a BAD");
  }

  @Test
  void nobodyActsForSomebodyElse() {
    assertThat(world.connect().authenticatePlain(Optional.of("bob\0ada\0secret")))
        .containsExactly("a NO [AUTHORIZATIONFAILED]");
  }

  @Test
  void aMalformedPlainResponseIsTheClientsMistake() {
    for (var response : List.of("", "ada", "\0ada", "\0ada\0", "\0\0secret", "\0ada\0sec\0ret")) {
      assertThat(world.connect().authenticatePlain(Optional.of(response)))
          .as(response)
          .containsExactly("a BAD");
    }
  }

  @Test
  void otherMechanismsAreRefused() {
    assertThat(world.connect().run(new Authenticate("a", "CRAM-MD5", Optional.empty())))
        .containsExactly("a NO [CANNOT]");
  }

  @Test
  void theThirdFailureEndsTheConnection() {
    var client = world.connect();
    client.login("ada", "1");
    client.login("ada", "2");
    assertThat(client.session.disconnected).isEmpty();
    client.login("ada", "3");
    assertThat(client.session.disconnected).isPresent();
  }

  /** One second of the connection, and two of the user from this network. */
  @Test
  void afterAFailureTheNextAttemptWaits() {
    var client = world.connect();
    client.login("ada", "1");
    assertThat(world.pauses).isEmpty();
    world.nanos += 400_000_000;
    client.login("ada", "secret");
    assertThat(world.pauses).containsExactly("PT0.6S", "PT1S");
  }

  @Test
  void trustedNetworksAreFreeFromPenalties() throws IOException {
    world.trusted = List.of(Network.parse("192.0.2.0/24"));
    var client = world.connectFrom("192.0.2.9");
    for (int i = 0; i < 5; i++) {
      client.login("ada", "guess");
    }
    assertThat(client.session.disconnected).isEmpty();
    assertThat(world.pauses).isEmpty();
  }

  @Test
  void aUserHasOnlySoManyConnections() {
    world.connections = 2;
    var first = world.login();
    world.login();
    assertThat(world.connect().login("ada", "secret")).containsExactly("a NO [LIMIT]");
    first.close();
    assertThat(world.connect().login("ada", "secret").getFirst()).startsWith("a OK");
  }

  @Test
  void fromOneAddressAUserHasFewerConnections() throws IOException {
    for (int i = 0; i < World.CONNECTIONS_PER_ADDRESS; i++) {
      world.login();
    }
    assertThat(world.connect().login("ada", "secret")).containsExactly("a NO [LIMIT]");
    assertThat(world.connectFrom("198.51.100.1").login("ada", "secret").getFirst())
        .startsWith("a OK");
  }

  /** RFC 8437 section 3. */
  @Test
  void unauthenticateForgetsTheUser() {
    world.connections = 1;
    world.deliver(2);
    var client = world.login();
    client.run(new Enable("a", List.of("CONDSTORE")));
    client.select("INBOX");
    client.store(1, 1, Store.Mode.ADD, SystemFlag.DELETED);
    assertThat(client.run(new Unauthenticate("a")))
        .singleElement()
        .asString()
        .startsWith("a OK [CAPABILITY IMAP4rev1 ")
        .endsWith(" AUTH=PLAIN AUTH=LOGIN]");
    assertThat(client.session.state()).isEqualTo(SessionState.NOT_AUTHENTICATED);
    assertThat(client.session.enabled()).isEmpty();
    assertThat(world.limits.connections(7)).isZero();
    assertThat(client.login("ada", "secret").getFirst()).startsWith("a OK");
    assertThat(client.select("INBOX")).contains("* 2 EXISTS");
    client.close();
    assertThat(world.limits.connections(7)).isZero();
  }

  /** Whoever was here before is not what the administrator means any more. */
  @Test
  void whoHasGoneIsNotDisconnected() {
    var handlers = world.handlers();
    var session = new FakeSession();
    var client = new Client(new ImapEndpoint(handlers, () -> true, new Random(1)), session);
    client.open();
    client.login("ada", "secret");
    client.run(new Unauthenticate("a"));
    handlers.accountChanged(new AccountChange.Closed(7, "gone"));
    assertThat(session.disconnected).isEmpty();
  }

  /** NO is not permitted: a login that follows would be read in the wrong state. */
  @Test
  void unauthenticateThatFailsEndsTheConnection() {
    var client = world.login();
    client.session.failsToForget = true;
    assertThat(client.run(new Unauthenticate("a"))).isEmpty();
    assertThat(client.session.disconnected).isPresent();
  }

  @Test
  void logoutSaysGoodbyeBeforeItsAnswer() {
    var client = world.login();
    assertThat(client.run(new Logout("a"))).containsExactly("* BYE", "a OK");
    assertThat(client.session.state()).isEqualTo(SessionState.LOGOUT);
  }

  @Test
  void theFirstLoginMakesTheUsualMailboxes() {
    world.login();
    var tree = world.store().tree();
    assertThat(tree.mailboxes().keySet())
        .extracting(Object::toString)
        .containsExactly("Drafts", "INBOX", "Junk", "Sent", "Trash");
    assertThat(tree.subscriptions()).isEqualTo(tree.mailboxes().keySet());
  }

  @Test
  void aMailboxThatWasDeletedDoesNotComeBack() {
    world.login().delete("Junk");
    world.login();
    assertThat(world.store().tree().find(world.mailbox("Junk"))).isEmpty();
  }
}
