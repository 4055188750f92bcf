package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.culverhouse.script.ImapConnection;
import org.culverhouse.script.Target;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * InterIMAP keeps two accounts the same by QRESYNC, over compressed connections, while both change;
 * {@code -Dculver.interimap.rounds=100} takes longer.
 */
@ExtendWith(AnyTarget.class)
class InterImapIT {
  private static final Pattern MESSAGE =
      Pattern.compile("FLAGS \\(([^)]*)\\).*?Subject: (\\S+)", Pattern.DOTALL);
  private static final List<String> FLAGS =
      List.of("\\Seen", "\\Flagged", "\\Answered", "\\Draft", "later");

  private final long seed = Long.getLong("culver.interimap.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private Path folder = Path.of("");
  private int letters;

  @BeforeEach
  void needsInterImap() throws IOException {
    Programs.require("interimap");
    folder = Build.newFolder("interimap");
  }

  @Test
  void bothSidesEndIdentical(Target target) throws IOException {
    int rounds = Integer.getInteger("culver.interimap.rounds", 10);
    System.out.println("interimap: " + rounds + " rounds, -Dculver.interimap.seed=" + seed);
    var here = target.newPerson("interimap");
    var there = target.newPerson("interimap");
    configure(target, here, there);
    try (var left = logIn(target, here);
        var right = logIn(target, there)) {
      for (int round = 1; round <= rounds; round++) {
        change(left);
        change(right);
        sync();
        assertThat(messages(left))
            .as("round %d of seed %d", round, seed)
            .isEqualTo(messages(right));
      }
      assertThat(messages(left)).isNotEmpty();
    }
  }

  private static ImapConnection logIn(Target target, Target.Person person) throws IOException {
    var connection = ImapConnection.open(target.imap());
    connection.read();
    assertThat(connection.command("l", "LOGIN " + person.user() + " " + person.password()))
        .contains("l OK");
    assertThat(connection.command("s", "SELECT INBOX")).contains("s OK");
    return connection;
  }

  /** Some messages come, some change, some go. */
  private void change(ImapConnection connection) throws IOException {
    for (int i = random.nextInt(4); i > 0; i--) {
      var text =
          "Subject: letter-" + letters++ + "\r\nMessage-ID: <" + letters + "@x>\r\n\r\nHi\r\n";
      connection.send("a APPEND INBOX (" + flag() + ") {" + text.length() + "}\r\n");
      connection.until("a");
      connection.send(text + "\r\n");
      assertThat(connection.until("a")).contains("a OK");
    }
    connection.command("n", "NOOP");
    int size = messages(connection).size();
    for (int i = random.nextInt(4); i > 0 && size > 0; i--) {
      int number = 1 + random.nextInt(size);
      var sign = random.nextBoolean() ? "+" : "-";
      assertThat(connection.command("f", "STORE " + number + " " + sign + "FLAGS (" + flag() + ")"))
          .contains("f OK");
    }
    if (size > 5 && random.nextInt(3) == 0) {
      int number = 1 + random.nextInt(size);
      connection.command("d", "STORE " + number + " +FLAGS.SILENT (\\Deleted)");
      assertThat(connection.command("e", "EXPUNGE")).contains("* " + number + " EXPUNGE", "e OK");
    }
  }

  private String flag() {
    return FLAGS.get(random.nextInt(FLAGS.size()));
  }

  /** Subjects and flags. */
  private static Map<String, String> messages(ImapConnection connection) throws IOException {
    connection.command("n", "NOOP");
    connection.send("m UID FETCH 1:* (FLAGS BODY.PEEK[HEADER.FIELDS (SUBJECT)])\r\n");
    var messages = new TreeMap<String, String>();
    for (var answer = connection.read(); !answer.startsWith("m "); answer = connection.read()) {
      var message = MESSAGE.matcher(answer);
      if (message.find()) {
        messages.put(
            message.group(2),
            Pattern.compile(" ")
                .splitAsStream(message.group(1))
                .filter(flag -> !flag.equals("\\Recent"))
                .sorted()
                .toList()
                .toString());
      }
    }
    return messages;
  }

  private void configure(Target target, Target.Person here, Target.Person there)
      throws IOException {
    var owner = PosixFilePermissions.fromString("rwx------");
    for (var name : List.of("config/interimap", "share/interimap")) {
      Files.createDirectories(folder.resolve(name));
      Files.setPosixFilePermissions(folder.resolve(name), owner);
    }
    var config =
        "database = test.db\nlist-mailbox = INBOX\n"
            + side("local", target, here)
            + side("remote", target, there);
    var file = folder.resolve("config/interimap/config");
    Files.writeString(file, config);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static String side(String name, Target target, Target.Person person) {
    return """
        [%s]
        type = imap
        STARTTLS = NO
        auth = PLAIN
        host = %s
        port = %d
        username = %s
        password = %s
        """
        .formatted(
            name,
            target.imap().getHostString(),
            target.imap().getPort(),
            person.user(),
            person.password());
  }

  private void sync() throws IOException {
    var result =
        ProcessOutput.of(
            List.of(
                "env",
                "XDG_CONFIG_HOME=" + folder.resolve("config"),
                "XDG_DATA_HOME=" + folder.resolve("share"),
                "interimap",
                "--quiet"),
            Duration.ofMinutes(1));
    assertThat(result.exitCode()).as(result.toString()).isZero();
  }
}
