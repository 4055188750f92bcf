package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.culverhouse.script.ImapConnection;
import org.junit.jupiter.api.Test;

/** Damage is put into the files of a stopped server, found, repaired, and felt by nobody else. */
class FsckIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MESSAGES = 12;
  private static final int UPLOADS = 100;
  private static final String USER = "ada@fsck.example";
  static final String LOGIN = "LOGIN " + USER + " Fsck-passw0rd";
  static final String PLAINTEXT = "imap.login.plaintext=loopback";

  @Test
  void aDamagedBodySpoilsOnlyItsOwnFetch() throws IOException {
    var data = Build.newFolder("fsck");
    try (var server = CulverServer.start(data, "--set", PLAINTEXT)) {
      fill(server);
      var busy = culver(data, "fsck", "-A");
      assertThat(busy.exitCode()).as(busy.toString()).isEqualTo(75);
      assertThat(busy.err()).contains("process " + server.pid()).hasLineCount(1);
      server.stop();
    }
    var clean = culver(data, "fsck", "--user", USER);
    assertThat(clean.exitCode()).as(clean.toString()).isZero();
    assertThat(clean.out()).contains(USER, MESSAGES + " messages", "clean");

    spoil(data, "text of number 5");
    var found = culver(data, "fsck", "--user", USER, "-o", "json");
    assertThat(found.exitCode()).as(found.toString()).isEqualTo(4);
    assertThat(found.out()).contains("\"kind\":\"body\"", "{\"mailbox\":\"INBOX\",\"uid\":5}");

    var repaired = culver(data, "fsck", "--repair", "-A");
    assertThat(repaired.exitCode()).as(repaired.toString()).isEqualTo(4);
    assertThat(repaired.out()).contains("INBOX UID 5");

    try (var server = CulverServer.start(data, "--set", PLAINTEXT);
        var connection = ImapConnection.open(server.imap())) {
      connection.read();
      connection.command("a", LOGIN);
      assertThat(connection.command("b", "SELECT INBOX")).contains("* " + MESSAGES + " EXISTS");
      assertThat(connection.command("c", "FETCH 5 (FLAGS RFC822.SIZE)")).contains("\\Seen", "c OK");
      assertThat(connection.command("d", "FETCH 5 BODY.PEEK[]")).contains("d NO");
      assertThat(connection.command("e", "FETCH 4,6 BODY.PEEK[]"))
          .contains("text of number 4", "text of number 6", "e OK");
      var all = connection.command("f", "FETCH 1:* BODY.PEEK[TEXT]");
      for (int i = 1; i <= MESSAGES; i++) {
        if (i != 5) {
          assertThat(all).contains("text of number " + i + "\r\n");
        }
      }
      assertThat(all).contains("f NO [CORRUPTION]");
      assertThat(connection.command("g", "STORE 5 +FLAGS (\\Deleted)")).contains("g OK");
      assertThat(connection.command("h", "EXPUNGE")).contains("* 5 EXPUNGE", "h OK");
    }
  }

  @Test
  void aLogThatIsDamagedInItsMiddleIsRepaired() throws IOException {
    var data = Build.newFolder("fsck");
    try (var server = CulverServer.start(data, "--set", PLAINTEXT)) {
      fill(server);
      server.stop();
    }
    for (var snapshot : snapshots(data)) {
      Files.delete(snapshot);
    }
    spoilRecordBehind(data, "text of number 3\r\n");

    var found = culver(data, "fsck", "-A");
    assertThat(found.exitCode()).as(found.toString()).isEqualTo(4);
    var repaired = culver(data, "fsck", "-A", "--repair");
    assertThat(repaired.exitCode()).as(repaired.toString()).isEqualTo(1);
    var again = culver(data, "fsck", "-A");
    assertThat(again.exitCode()).as(again.toString()).isZero();

    var rebuilt = culver(data, "rebuild", "--user", USER);
    assertThat(rebuilt.exitCode()).as(rebuilt.toString()).isZero();
    assertThat(culver(data, "dump", "--user", USER).out()).contains("IMAGE", "name=INBOX");
    assertThat(culver(data, "fsck", "--user", "nobody@fsck.example").exitCode()).isEqualTo(67);

    try (var server = CulverServer.start(data, "--set", PLAINTEXT);
        var connection = ImapConnection.open(server.imap())) {
      connection.read();
      connection.command("a", LOGIN);
      connection.command("b", "SELECT INBOX");
      var inbox = connection.command("c", "FETCH 1:* (UID BODY.PEEK[TEXT])");
      assertThat(inbox).contains("text of number 2", "text of number 4");
      connection.command("d", "SELECT Recovered");
      assertThat(connection.command("e", "FETCH 1:* BODY.PEEK[TEXT]"))
          .contains("text of number 3", "e OK");
    }
  }

  /** S53. */
  @Test
  void uploadsThatAreKilledLeaveNothingBehindTheNextStart() throws IOException {
    var data = Build.newFolder("fsck");
    var uploads = new ArrayList<Socket>();
    try (var server =
        CulverServer.start(
            data,
            "--set",
            PLAINTEXT,
            "--set",
            "limits.user.connections=" + 2 * UPLOADS,
            "--set",
            "limits.trusted-networks=127.0.0.1/32")) {
      fill(server);
      for (int i = 0; i < UPLOADS; i++) {
        uploads.add(halfAnUpload(server));
      }
      server.kill();
    }
    for (var upload : uploads) {
      upload.close();
    }
    try (var server = CulverServer.start(data, "--set", PLAINTEXT);
        var connection = ImapConnection.open(server.imap())) {
      connection.read();
      assertThat(connection.command("a", LOGIN)).contains("a OK");
      assertThat(connection.command("b", "SELECT INBOX")).contains("* " + MESSAGES + " EXISTS");
      server.stop();
    }
    try (var files = Files.walk(data)) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".literal"));
    }
    assertThat(files(data, "tmp")).isEmpty();
    assertThat(files(data, "big")).isEmpty();
    var checked = culver(data, "fsck", "-A", "-o", "json");
    assertThat(checked.exitCode()).as(checked.toString()).isZero();
    assertThat(checked.out()).doesNotContain("leftover");
  }

  /** Two of three megabytes of a message. */
  private static Socket halfAnUpload(CulverServer server) throws IOException {
    var socket = new Socket(server.imap().getAddress(), server.imap().getPort());
    var in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    var out = socket.getOutputStream();
    out.write(("a " + LOGIN + "\r\n").getBytes(StandardCharsets.US_ASCII));
    await(in, "a OK");
    out.write("b APPEND INBOX {3000000}\r\n".getBytes(StandardCharsets.US_ASCII));
    await(in, "+");
    out.write("x".repeat(2_000_000).getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return socket;
  }

  private static void await(BufferedReader in, String beginning) throws IOException {
    var line = in.readLine();
    while (line != null && !line.startsWith(beginning)) {
      line = in.readLine();
    }
    assertThat(line).startsWith(beginning);
  }

  static void fill(CulverServer server) throws IOException {
    var admin = server.admin();
    admin.post("domains", Json.createObjectBuilder().add("name", "fsck.example").build());
    admin.post(
        "users",
        Json.createObjectBuilder().add("address", USER).add("password", "Fsck-passw0rd").build());
    try (var connection = ImapConnection.open(server.imap())) {
      connection.read();
      connection.command("a", LOGIN);
      for (int i = 1; i <= MESSAGES; i++) {
        var message = "Subject: " + i + "\r\n\r\ntext of number " + i + "\r\n";
        var command = "APPEND INBOX (\\Seen) {" + message.length() + "+}\r\n" + message;
        assertThat(connection.command("m" + i, command)).contains("m" + i + " OK");
      }
      connection.command("z", "LOGOUT");
    }
  }

  /** A message that is too long for a literal without a word of the server. */
  static void append(ImapConnection connection, String mailbox, String message) throws IOException {
    connection.send("m APPEND " + mailbox + " {" + message.length() + "}\r\n");
    assertThat(connection.until("m")).startsWith("+");
    connection.send(message + "\r\n");
    assertThat(connection.until("m")).contains("m OK");
  }

  static List<Path> files(Path data, String folder) throws IOException {
    try (var files = Files.walk(data.resolve("mail"))) {
      return files
          .filter(file -> file.resolveSibling("").endsWith(folder) && Files.isRegularFile(file))
          .sorted()
          .toList();
    }
  }

  private static List<Path> snapshots(Path data) throws IOException {
    return files(data, "snap");
  }

  /** Changes an octet of a text in the log. */
  private static void spoil(Path data, String text) throws IOException {
    change(data, text, 0);
  }

  /** The APPEND of a message stands right behind its body, whose length is a multiple of eight. */
  private static void spoilRecordBehind(Path data, String text) throws IOException {
    change(data, text, text.length() + 8 + 40);
  }

  private static void change(Path data, String text, int distance) throws IOException {
    var segment = files(data, "log").getFirst();
    var octets = Files.readString(segment, StandardCharsets.ISO_8859_1);
    int at = octets.indexOf(text) + distance;
    assertThat(at).isGreaterThan(distance);
    try (var file = new RandomAccessFile(segment.toFile(), "rw")) {
      file.seek(at);
      file.write(octets.charAt(at) ^ 4);
    }
  }

  static ProcessOutput culver(Path data, String... words) throws IOException {
    var command = new ArrayList<>(List.of(Build.culver().toString()));
    command.addAll(List.of(words));
    command.addAll(List.of("--data", data.toString()));
    return ProcessOutput.of(command, PATIENCE);
  }
}
