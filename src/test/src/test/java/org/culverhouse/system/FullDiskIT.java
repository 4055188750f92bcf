package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.culverhouse.script.ImapConnection;
import org.junit.jupiter.api.Test;

/**
 * The disk gets full under a server that runs: new mail is refused with a code and nothing of it is
 * kept, everything else works, everybody is told once, and it goes on as soon as there is room.
 */
class FullDiskIT {
  private static final long DISK = 192L << 20;
  private static final String MESSAGE = "Subject: dove\r\n\r\n" + "coo coo\r\n".repeat(20_000);
  private static final Pattern MESSAGES = Pattern.compile("MESSAGES (\\d+)");
  private static final int MOST = 20;

  @Test
  void aFullDiskRefusesNewMailOnlyAndForNoLongerThanItIsFull() throws Exception {
    try (var disk = LoopDisk.ofSize(DISK);
        var server =
            CulverServer.start(
                disk.data(),
                "--set",
                "imap.login.plaintext=loopback",
                "--set",
                "store.ballast=16 MiB")) {
      server.admin().createDomain("example.org");
      server.admin().createUser("ada@example.org", "pa55-word");
      try (var working = logIn(server);
          var idling = logIn(server)) {
        int stored = someMail(working);
        idling.command("i", "IDLE");
        var filler = disk.fill();

        stored += untilRefused(working);
        assertThat(idling.read()).startsWith("* OK [ALERT]");
        assertThat(append(working)).contains("a NO [UNAVAILABLE]").doesNotContain("ALERT", "+");
        assertThat(working.command("a", "STORE 1 +FLAGS (\\Deleted)")).contains("a OK");
        assertThat(working.command("a", "MOVE 2 Old")).contains("a OK");
        assertThat(working.command("a", "EXPUNGE")).contains("a OK");
        assertThat(working.command("a", "DELETE Old")).contains("a OK");
        assertThat(working.command("a", "NOOP")).isEqualTo("a OK NOOP completed\n");
        assertThat(messages(working)).isEqualTo(stored - 2);

        Files.delete(filler);
        Awaitility.await()
            .atMost(Duration.ofSeconds(5))
            .until(() -> append(working).contains("a OK"));
        assertThat(idling.read()).startsWith("* OK [ALERT]");
        assertThat(messages(working)).isEqualTo(stored - 1);
      }
    }
  }

  private static ImapConnection logIn(CulverServer server) throws IOException {
    var connection = ImapConnection.open(server.imap());
    connection.read();
    assertThat(connection.command("l", "LOGIN ada@example.org pa55-word")).contains("l OK");
    return connection;
  }

  private static int someMail(ImapConnection connection) throws IOException {
    connection.command("a", "CREATE Old");
    int count = 3;
    for (int i = 0; i < count; i++) {
      assertThat(append(connection)).contains("a OK");
    }
    connection.command("a", "SELECT INBOX");
    return count;
  }

  /** The log may still have some room; returns how many messages have been stored. */
  private static int untilRefused(ImapConnection connection) throws IOException {
    for (int stored = 0; stored < MOST; stored++) {
      var answer = append(connection);
      if (!answer.contains("a OK")) {
        assertThat(answer).contains("a NO [UNAVAILABLE]");
        // Before the message is sent there is nothing but the refusal.
        assertThat(answer + connection.command("n", "NOOP")).containsOnlyOnce("* OK [ALERT]");
        return stored;
      }
    }
    throw new AssertionError(MOST + " messages fit on a full disk");
  }

  private static int messages(ImapConnection connection) throws IOException {
    var found = MESSAGES.matcher(connection.command("s", "STATUS INBOX (MESSAGES)"));
    assertThat(found.find()).isTrue();
    return Integer.parseInt(found.group(1));
  }

  private static String append(ImapConnection connection) throws IOException {
    connection.send("a APPEND INBOX {%d}\r\n".formatted(MESSAGE.length()));
    var answer = connection.until("a");
    if (!answer.contains("+")) {
      return answer;
    }
    connection.send(MESSAGE + "\r\n");
    return answer + connection.until("a");
  }
}
