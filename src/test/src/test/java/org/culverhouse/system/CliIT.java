package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.culverhouse.script.ImapConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code culver user …} finds the running server by its data folder. */
@ExtendWith(SharedServer.class)
class CliIT {
  @Test
  void aUserIsAddedListedChangedAndRemoved(SharedServer.Running running) throws IOException {
    var added =
        culver(
            running,
            "Cli-passw0rd\n",
            "user",
            "add",
            "cli@cli.example",
            "--password-stdin",
            "--create-domain");
    assertThat(added.exitCode()).as(added.toString()).isZero();
    try (var connection = ImapConnection.open(running.imap())) {
      connection.read();
      assertThat(connection.command("a", "LOGIN cli@cli.example Cli-passw0rd")).contains("a OK");
    }

    assertThat(culver(running, "", "user", "list").out()).contains("cli@cli.example");
    var set =
        culver(
            running,
            "",
            "user",
            "set",
            "cli@cli.example",
            "--quota",
            "10MB",
            "--role",
            "domain-admin");
    assertThat(set.exitCode()).as(set.toString()).isZero();
    assertThat(running.admin().get("users/cli@cli.example").text())
        .containsPattern("10(000000|485760)")
        .contains("\"role\":\"domain-admin\"");
    assertThat(culver(running, "", "user", "list").out()).contains("domain-admin");

    assertThat(culver(running, "", "user", "rm", "cli@cli.example").exitCode()).isZero();
    assertThat(culver(running, "", "user", "list").out()).doesNotContain("cli@cli.example");
  }

  @Test
  void mistakesHaveTheirExitCodes(SharedServer.Running running) throws IOException {
    var unknown = culver(running, "", "user", "rm", "nobody@example.org");
    assertThat(unknown.exitCode()).as(unknown.toString()).isBetween(64, 78);
    assertThat(unknown.err()).contains("nobody@example.org");

    var verb = culver(running, "", "no-such-verb");
    assertThat(verb.exitCode()).as(verb.toString()).isEqualTo(64);
  }

  @Test
  void withoutAServerItSaysSo() throws IOException {
    var result =
        ProcessOutput.of(
            List.of(
                Build.culver().toString(),
                "user",
                "list",
                "--data",
                Build.newFolder("cli").toString()),
            Duration.ofSeconds(30));

    assertThat(result.exitCode()).as(result.toString()).isBetween(64, 78);
    assertThat(result.err()).isNotBlank();
  }

  private static ProcessOutput culver(SharedServer.Running running, String input, String... words)
      throws IOException {
    var command = new ArrayList<>(List.of(Build.culver().toString()));
    command.addAll(List.of(words));
    command.addAll(List.of("--data", running.server().data().toString()));
    return ProcessOutput.of(command, Map.of(), input, Duration.ofSeconds(60));
  }
}
