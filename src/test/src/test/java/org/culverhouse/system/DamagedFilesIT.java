package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.culverhouse.script.ImapConnection;
import org.junit.jupiter.api.Test;

/** What mail programs see of files that are damaged or gone. */
class DamagedFilesIT {
  private static final int LARGE = 3_000_000;
  private static final int DAMAGED_AT = 1_500_000;

  /** As a literal has a length, there is no way to say NO in its middle but to hang up. */
  @Test
  void aLargeMessageThatIsDamagedInItsMiddleEndsTheConnectionOnceAndIsRefusedThen()
      throws IOException {
    var data = Build.newFolder("damage");
    try (var server = CulverServer.start(data, "--set", FsckIT.PLAINTEXT)) {
      FsckIT.fill(server);
      try (var connection = login(server)) {
        FsckIT.append(connection, "INBOX", "Subject: large\r\n\r\n" + "x".repeat(LARGE));
        FsckIT.append(connection, "INBOX", "Subject: n\r\n\r\n");
      }
      server.stop();
    }
    spoil(FsckIT.files(data, "big").getFirst());

    try (var server = CulverServer.start(data, "--set", FsckIT.PLAINTEXT)) {
      try (var connection = login(server);
          var other = login(server)) {
        assertThat(connection.command("b", "SELECT INBOX")).contains("* 14 EXISTS");
        assertThat(connection.command("c", "FETCH 13 BODY.PEEK[]<0.100>")).contains("c OK");
        assertThatExceptionOfType(EOFException.class)
            .isThrownBy(() -> connection.command("d", "FETCH 13 BODY.PEEK[]"));
        assertThat(other.command("b", "SELECT INBOX")).contains("* 14 EXISTS");
        assertThat(other.command("c", "FETCH 13:14 (ENVELOPE BODY.PEEK[])"))
            .contains("Subject: n", "c NO [CORRUPTION]")
            .doesNotContain("xxx");
      }
      assertThat(server.log()).contains("Damage: ");
    }
  }

  @Test
  void aStoreThatHasLostTheEndOfItsLogIsNotShown() throws IOException {
    var data = Build.newFolder("damage");
    try (var server = CulverServer.start(data, "--set", FsckIT.PLAINTEXT)) {
      FsckIT.fill(server);
      try (var connection = login(server)) {
        FsckIT.append(connection, "INBOX", "Subject: some\r\n\r\n" + "x".repeat(200_000));
      }
      server.stop();
    }
    assertThat(FsckIT.files(data, "snap")).isNotEmpty();
    Files.delete(FsckIT.files(data, "log").getLast());

    try (var server = CulverServer.start(data, "--set", FsckIT.PLAINTEXT);
        var connection = ImapConnection.open(server.imap())) {
      connection.read();
      var answer = connection.command("a", FsckIT.LOGIN);
      answer += answer.contains("a OK") ? connection.command("b", "SELECT INBOX") : "";
      assertThat(answer).contains("NO [CORRUPTION]", "culver fsck");
      server.stop();
    }
    var found = FsckIT.culver(data, "fsck", "-A");
    assertThat(found.exitCode()).as(found.toString()).isEqualTo(4);
    FsckIT.culver(data, "fsck", "-A", "--repair");

    try (var server = CulverServer.start(data, "--set", FsckIT.PLAINTEXT);
        var connection = login(server)) {
      assertThat(connection.command("b", "SELECT INBOX")).contains("* 13 EXISTS");
      assertThat(connection.command("c", "FETCH 13 (FLAGS RFC822.SIZE)")).contains("c OK");
      assertThat(connection.command("d", "FETCH 13 BODY.PEEK[]")).contains("d NO [CORRUPTION]");
    }
  }

  private static ImapConnection login(CulverServer server) throws IOException {
    var connection = ImapConnection.open(server.imap());
    connection.read();
    assertThat(connection.command("a", FsckIT.LOGIN)).contains("a OK");
    return connection;
  }

  private static void spoil(Path file) throws IOException {
    try (var octets = new RandomAccessFile(file.toFile(), "rw")) {
      octets.seek(DAMAGED_AT);
      octets.write('y');
    }
  }
}
