package org.culverhouse.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.culverhouse.account.ScramHash;
import org.culverhouse.api.command.Authenticate;
import org.culverhouse.api.model.SessionState;
import org.culverhouse.sasl.Mechanism;
import org.culverhouse.sasl.ScramClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** AUTHENTICATE with its mechanisms; PLAIN is in {@link LoginTest}. */
class AuthenticateTest {
  @RegisterExtension final World world = new World(Backend.MEMORY);

  /** The whole exchange, up to the answer of the command. */
  private static List<String> run(Client client, String mechanism, ScramClient scram) {
    client.session.answering =
        challenge ->
            challenge[0] == 'r'
                ? Optional.of(scram.last(challenge))
                : scram.knowsTheServer(challenge) ? Optional.of(new byte[0]) : Optional.empty();
    return client.run(new Authenticate("a", mechanism, Optional.of(scram.first())));
  }

  @Test
  void scramLogsInAndProvesTheServer() {
    for (var hash : ScramHash.values()) {
      var client = world.connect();
      var scram = new ScramClient(hash);
      assertThat(run(client, hash.mechanism(), scram).getFirst()).startsWith("a OK [CAPABILITY");
      assertThat(client.session.state()).isEqualTo(SessionState.AUTHENTICATED);
    }
  }

  @Test
  void scramIsAskedLikeAnyOtherLoginHowOftenItFails() {
    var client = world.connect();
    for (int i = 0; i < 3; i++) {
      var scram = new ScramClient(ScramHash.SHA_256);
      scram.password = "guess";
      assertThat(run(client, "SCRAM-SHA-256", scram))
          .containsExactly("a NO [AUTHENTICATIONFAILED]");
    }
    assertThat(client.session.disconnected).isPresent();
  }

  @Test
  void scramWithChannelBindingIsOfferedWhereTheConnectionHasOne() {
    var session = new FakeSession();
    session.channelBindings.put("tls-exporter", new byte[] {1, 2, 3});
    var client = world.connect(session);
    assertThat(client.greeting().getFirst())
        .contains(" AUTH=SCRAM-SHA-256-PLUS AUTH=SCRAM-SHA-1-PLUS AUTH=SCRAM-SHA-256 ");
    var scram = new ScramClient(ScramHash.SHA_256);
    scram.header = "p=tls-exporter,,";
    scram.binding = new byte[] {1, 2, 3};
    assertThat(run(client, "SCRAM-SHA-256-PLUS", scram).getFirst()).startsWith("a OK");
  }

  @Test
  void scramNeedsNoTls() {
    var session = new FakeSession();
    session.tls = Optional.empty();
    var client = world.connect(session);
    assertThat(client.greeting().getFirst())
        .contains(" LOGINDISABLED AUTH=SCRAM-SHA-256 AUTH=SCRAM-SHA-1]");
    var scram = new ScramClient(ScramHash.SHA_256);
    assertThat(run(client, "SCRAM-SHA-256", scram).getFirst()).startsWith("a OK");
  }

  @Test
  void scramIsNotOfferedUntilEverybodyCanUseIt() {
    world.offersScram = false;
    var client = world.connect();
    assertThat(client.greeting().getFirst()).doesNotContain("SCRAM");
    var scram = new ScramClient(ScramHash.SHA_256);
    assertThat(client.run(new Authenticate("a", "SCRAM-SHA-256", Optional.of(scram.first()))))
        .containsExactly("a NO [CANNOT]");
  }

  @Test
  void mechanismsCanBeSwitchedOff() {
    world.mechanisms = EnumSet.of(Mechanism.SCRAM_SHA_256);
    assertThat(world.connect().greeting().getFirst())
        .endsWith(" LOGINDISABLED AUTH=SCRAM-SHA-256]");
    assertThat(world.connect().login("ada", "secret")).containsExactly("a NO [CANNOT]");
    assertThat(world.connect().authenticatePlain(Optional.of("\0ada\0secret")))
        .containsExactly("a NO [CANNOT]");
  }

  @Test
  void theObsoleteLoginAsksForNameAndPassword() {
    var client = world.connect();
    client.session.challengeAnswers.add(Optional.of("ada".getBytes(UTF_8)));
    client.session.challengeAnswers.add(Optional.of("secret".getBytes(UTF_8)));
    assertThat(client.run(new Authenticate("a", "login", Optional.empty())).getFirst())
        .startsWith("a OK");
    assertThat(client.session.challenges).containsExactly("Username:", "Password:");
  }

  @Test
  void theObsoleteLoginTakesTheNameAtOnceAndRefusesAnEmptyOne() {
    var client = world.connect();
    client.session.challengeAnswers.add(Optional.of("guess".getBytes(UTF_8)));
    var name = Optional.of("ada".getBytes(UTF_8));
    assertThat(client.run(new Authenticate("a", "LOGIN", name)))
        .containsExactly("a NO [AUTHENTICATIONFAILED]");
    assertThat(client.run(new Authenticate("a", "LOGIN", Optional.of(new byte[0]))))
        .containsExactly("a BAD");
  }
}
