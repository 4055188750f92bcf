package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.culverhouse.script.ImapConnection;
import org.junit.jupiter.api.Test;

/** {@code culver serve} as somebody at a shell sees it. */
class ServeIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void aBadOptionIsNamedWithUsageExitCode() throws IOException {
    var result = serve("--no-such-option");

    assertThat(result.exitCode()).as(result.toString()).isEqualTo(64);
    assertThat(complaint(result)).contains("--no-such-option");
  }

  @Test
  void anUnknownSettingIsNamed() throws IOException {
    var result = serve("--set", "no.such.key=1");

    assertThat(result.exitCode()).as(result.toString()).isBetween(64, 78);
    assertThat(complaint(result)).contains("no.such.key");
  }

  @Test
  void aBadValueIsNamedWithItsKey() throws IOException {
    var result = serve("--set", "imap.login.plaintext=perhaps");

    assertThat(result.exitCode()).as(result.toString()).isBetween(64, 78);
    assertThat(complaint(result)).contains("imap.login.plaintext", "perhaps");
  }

  @Test
  void aTakenPortIsNamed() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      var result = serve("--imap-port", String.valueOf(taken.getLocalPort()));

      assertThat(result.exitCode()).as(result.toString()).isBetween(64, 78);
      assertThat(complaint(result)).contains(String.valueOf(taken.getLocalPort()));
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    var file = Files.createFile(Build.newFolder("serve").resolve("a-file"));
    var command = CulverServer.command(file.resolve("data"));

    var result = ProcessOutput.of(command, PATIENCE);

    assertThat(result.exitCode()).as(result.toString()).isBetween(64, 78);
    assertThat(complaint(result)).contains("a-file");
  }

  @Test
  void startsSaysReadyAndEndsOnTerm() throws IOException {
    var data = Build.newFolder("serve");
    try (var server = CulverServer.start(data);
        var connection = ImapConnection.open(server.imap())) {
      assertThat(connection.read()).startsWith("* OK");
      assertThat(connection.command("a", "CAPABILITY"))
          .contains("LOGINDISABLED", "STARTTLS")
          .doesNotContain("AUTH=PLAIN");
      assertThat(connection.command("b", "LOGIN a@example.org b"))
          .contains("b NO [PRIVACYREQUIRED]");

      var second = ProcessOutput.of(CulverServer.command(data), PATIENCE);
      assertThat(second.exitCode()).as(second.toString()).isBetween(64, 78);
      assertThat(complaint(second)).contains(data.toString());

      long start = System.nanoTime();
      var exitCode = server.stop();
      assertThat(connection.read()).startsWith("* BYE");
      assertThat(exitCode).as(server.log()).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
  }

  /** A refusal is one line on stderr and nothing on stdout. */
  private static String complaint(ProcessOutput result) {
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines().toList()).as(result.toString()).hasSize(1);
    return result.err();
  }

  private static ProcessOutput serve(String... options) throws IOException {
    var command = new ArrayList<>(CulverServer.command(Build.newFolder("serve")));
    command.addAll(List.of(options));
    return ProcessOutput.of(command, PATIENCE);
  }
}
