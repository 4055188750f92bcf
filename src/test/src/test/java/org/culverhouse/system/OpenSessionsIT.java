package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.culverhouse.script.ImapConnection;
import org.junit.jupiter.api.Test;

/** What happens to the files of a store is nothing to those who have its mailboxes open. */
class OpenSessionsIT {
  private static final int SESSIONS = 40;
  private static final int BULK = 30;
  private static final int MEGABYTE = 1_000_000;
  private static final String ALL = "UID FETCH 1:* (UID FLAGS RFC822.SIZE ENVELOPE BODYSTRUCTURE)";

  /** S8: the segment in which all messages lie is given back while a session is idle. */
  @Test
  void nobodySeesThatSpaceIsGivenBack() throws IOException {
    var data = Build.newFolder("sessions");
    try (var server = CulverServer.start(data, "--set", FsckIT.PLAINTEXT)) {
      FsckIT.fill(server);
      try (var idle = selected(server);
          var other = login(server)) {
        var list = all(idle);
        var body = idle.command("c", "UID FETCH 7 BODY.PEEK[]");
        assertThat(body).contains("text of number 7");
        idle.send("d IDLE\r\n");
        assertThat(idle.read()).startsWith("+");

        fillAndEmpty(other);
        var first = FsckIT.files(data, "log").getFirst();
        Awaitility.await()
            .atMost(Duration.ofSeconds(90))
            .pollInterval(Duration.ofMillis(200))
            .until(() -> !Files.exists(first));
        deleteDerived(data);

        idle.send("DONE\r\n");
        assertThat(idle.until("d")).contains("d OK").doesNotContain("BYE", "EXPUNGE");
        assertThat(all(idle)).isEqualTo(list);
        assertThat(idle.command("c", "UID FETCH 7 BODY.PEEK[]")).isEqualTo(body);
      }
    }
  }

  private static void fillAndEmpty(ImapConnection connection) throws IOException {
    connection.command("b", "CREATE bulk");
    var message = "Subject: bulk\r\n\r\n" + "x".repeat(MEGABYTE);
    for (int i = 0; i < BULK; i++) {
      FsckIT.append(connection, "bulk", message);
    }
    connection.command("d", "SELECT bulk");
    connection.command("e", "STORE 1:* +FLAGS.SILENT (\\Deleted)");
    assertThat(connection.command("f", "EXPUNGE")).contains("f OK");
    connection.command("g", "UNSELECT");
  }

  /** S59: UIDs stay, so there is no reason to end a session. */
  @Test
  void withoutItsDerivedFilesAStoreKeepsItsSessions() throws IOException {
    var data = Build.newFolder("sessions");
    var sessions = new ArrayList<ImapConnection>();
    try (var server =
        CulverServer.start(
            data, "--set", FsckIT.PLAINTEXT, "--set", "limits.trusted-networks=127.0.0.1")) {
      FsckIT.fill(server);
      for (int i = 0; i < SESSIONS; i++) {
        sessions.add(selected(server));
      }
      var before = all(sessions.getFirst());
      deleteDerived(data);

      for (var session : sessions) {
        assertThat(session.command("d", "NOOP")).doesNotContain("BYE").contains("d OK");
        assertThat(all(session)).isEqualTo(before);
      }
      assertThat(sessions.getLast().command("e", "UID STORE 3 +FLAGS (\\Flagged)"))
          .contains("e OK");
      for (var session : sessions) {
        assertThat(session.command("f", "UID FETCH 3 (FLAGS)")).contains("\\Flagged", "f OK");
      }
    } finally {
      for (var session : sessions) {
        session.close();
      }
    }
    try (var server = CulverServer.start(data, "--set", FsckIT.PLAINTEXT);
        var session = selected(server)) {
      assertThat(session.command("c", "UID FETCH 1:* (FLAGS)")).contains("UID 12", "\\Flagged");
    }
  }

  /** What is known of all messages; one session has them as recent. */
  private static String all(ImapConnection connection) throws IOException {
    return connection.command("c", ALL).replace(" \\Recent", "");
  }

  private static void deleteDerived(Path data) throws IOException {
    for (var folder : List.of("snap", "mbx", "cache")) {
      for (var file : FsckIT.files(data, folder)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static ImapConnection login(CulverServer server) throws IOException {
    var connection = ImapConnection.open(server.imap());
    connection.read();
    assertThat(connection.command("a", FsckIT.LOGIN)).contains("a OK");
    return connection;
  }

  private static ImapConnection selected(CulverServer server) throws IOException {
    var connection = login(server);
    assertThat(connection.command("b", "SELECT INBOX")).contains("b OK");
    return connection;
  }
}
