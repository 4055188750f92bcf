package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.culverhouse.script.Target;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GNU SASL as the other side of every mechanism, with a TLS library that is not ours. */
@ExtendWith(AnyTarget.class)
class GsaslIT {
  @BeforeEach
  void needsGsasl() {
    Programs.require("gsasl");
  }

  private static ProcessOutput gsasl(
      Target target, String mechanism, String user, String password, String... options)
      throws IOException {
    var command = new ArrayList<>(List.of("gsasl", "--imap", "--no-cb", "--verbose"));
    if (mechanism.endsWith("-PLUS")) {
      command.remove("--no-cb");
    }
    command.addAll(List.of("--connect", "127.0.0.1:" + target.imap().getPort()));
    command.addAll(List.of("--mechanism", mechanism, "--authentication-id", user));
    command.addAll(List.of("--authorization-id", "", "--password", password));
    command.addAll(List.of(options));
    return ProcessOutput.of(command, Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @CsvSource({
    "SCRAM-SHA-256, false",
    "SCRAM-SHA-256, true",
    "SCRAM-SHA-1, false",
    "SCRAM-SHA-1, true",
    "SCRAM-SHA-256-PLUS, true",
    "SCRAM-SHA-1-PLUS, true",
    "PLAIN, true",
    "LOGIN, true",
  })
  void logsIn(String mechanism, boolean tls, Target target) throws IOException {
    var person = target.newPerson("gsasl");
    var options =
        tls
            ? new String[] {"--starttls", "--x509-ca-file=", "-d"}
            : new String[] {"--no-starttls", "-d"};
    var result = gsasl(target, mechanism, person.user(), person.password(), options);
    assertThat(result.out()).as(result.toString()).contains(" OK [CAPABILITY ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SCRAM-SHA-256", "SCRAM-SHA-1-PLUS", "PLAIN", "LOGIN"})
  void isRefusedWithAWrongPassword(String mechanism, Target target) throws IOException {
    var person = target.newPerson("gsasl");
    var result =
        gsasl(target, mechanism, person.user(), "wrong", "--starttls", "--x509-ca-file=", "-d");
    assertThat(result.out()).as(result.toString()).contains(" NO [AUTHENTICATIONFAILED]");
  }
}
