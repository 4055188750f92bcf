package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.culverhouse.script.ImapConnection;

/**
 * Lets four clients work on a server until it goes down, starts it again and holds what it then
 * shows against what it had acknowledged.
 */
final class CrashOracle {
  /** How the server goes down, and what happens before it is started again. */
  interface Crash {
    void happen(CulverServer server) throws IOException;
  }

  private static final String PASSWORD = "Passw0rd-kill";
  private static final List<String> USERS = List.of("kill1@example.org", "kill2@example.org");
  private static final int CLIENTS = 4;
  private static final int MOST_ACKNOWLEDGED = 400;
  private static final Pattern SEARCHED = Pattern.compile("\\* SEARCH([0-9 ]*)");
  private static final Pattern VALIDITY = Pattern.compile("\\[UIDVALIDITY (\\d+)]");
  private static final Pattern FETCHED =
      Pattern.compile("^\\* \\d+ FETCH \\(.*?UID (\\d+).*?BODY\\[] \\{(\\d+)}\r\n");

  private final Promises promises = new Promises();
  private final List<Long> selectMillis = new ArrayList<>();
  private final Random random;
  private final String[] options;

  /**
   * @param options of {@code culver serve}
   */
  CrashOracle(Random random, String... options) {
    this.random = random;
    this.options = options;
  }

  /**
   * How long the first SELECT of each mailbox took after each crash: half of them, and the worst.
   */
  String selectTimes() {
    var sorted = selectMillis.stream().sorted().toList();
    return "first SELECT %d ms, at worst %d ms"
        .formatted(sorted.get(sorted.size() / 2), sorted.getLast());
  }

  /** Whether half of the first SELECTs took no longer than a second. */
  boolean selectsAtOnce() {
    return selectMillis.stream().filter(millis -> millis <= 1000).count() * 2 > selectMillis.size();
  }

  /** How many messages have been acknowledged. */
  int size() {
    return promises.size();
  }

  /** Goes through that many crashes, or until a promise is broken, and returns what is. */
  List<String> run(Path data, int rounds, Crash crash) throws Exception {
    var server = CulverServer.start(data, options);
    try {
      server.admin().createDomain("example.org");
      for (var user : USERS) {
        server.admin().createUser(user, PASSWORD);
        try (var connection = logIn(server, user)) {
          connection.command("c", "CREATE Kept");
        }
      }
      for (int round = 0; round < rounds && promises.broken().isEmpty(); round++) {
        appendUntil(crash, server, round);
        server = CulverServer.start(data, options);
        for (var user : USERS) {
          check(server, user);
        }
      }
    } finally {
      server.close();
    }
    return promises.broken();
  }

  /** Each client goes on until its connection breaks. */
  private void appendUntil(Crash crash, CulverServer server, int round) throws Exception {
    var enough = new CountDownLatch(1 + random.nextInt(MOST_ACKNOWLEDGED));
    var clients = new ArrayList<Thread>();
    for (int i = 0; i < CLIENTS; i++) {
      var user = USERS.get(i % USERS.size());
      var letters = new Letters(random.nextLong(), "r%dc%d".formatted(round, i));
      var chance = new Random(random.nextLong());
      clients.add(Thread.ofVirtual().start(() -> work(server, user, letters, chance, enough)));
    }
    int delay = random.nextInt(5_000_000);
    boolean reached = enough.await(60, TimeUnit.SECONDS);
    TimeUnit.NANOSECONDS.sleep(delay);
    crash.happen(server);
    for (var client : clients) {
      client.join();
    }
    assertThat(reached).as("the clients got their answers").isTrue();
  }

  private void work(
      CulverServer server, String user, Letters letters, Random chance, CountDownLatch enough) {
    try (var connection = logIn(server, user)) {
      new CrashClient(connection, user, letters, chance, promises, enough).run();
    } catch (IOException e) {
      // The server has gone down: what was not answered was not promised.
    }
  }

  private void check(CulverServer server, String user) throws IOException {
    try (var connection = logIn(server, user)) {
      for (var mailbox : CrashClient.MAILBOXES) {
        long start = System.nanoTime();
        var answer = connection.command("s", "EXAMINE " + mailbox);
        selectMillis.add((System.nanoTime() - start) / 1_000_000);
        var selected = VALIDITY.matcher(answer);
        if (!selected.find()) {
          promises.contradiction(CrashClient.place(user, mailbox) + " is lost");
          continue;
        }
        var found = new HashMap<Long, String>();
        long octets = 0;
        connection.send("f UID FETCH 1:* (UID BODY.PEEK[])\r\n");
        for (var line = connection.read(); !line.startsWith("f "); line = connection.read()) {
          octets += addFetched(line, found);
        }
        var place = CrashClient.place(user, mailbox);
        promises.check(place, Long.parseLong(selected.group(1)), found);
        checkCounters(connection, mailbox, found.size(), octets);
      }
    }
  }

  /** S3: whatever counts messages counts the same. */
  private void checkCounters(ImapConnection connection, String mailbox, int messages, long octets)
      throws IOException {
    int all = searched(connection, "ALL");
    int unseen = searched(connection, "UNSEEN");
    int deleted = searched(connection, "DELETED");
    connection.command("u", "UNSELECT");
    var status =
        connection.command("t", "STATUS %s (MESSAGES UNSEEN DELETED SIZE)".formatted(mailbox));
    var counted =
        "(MESSAGES %d UNSEEN %d DELETED %d SIZE %d)".formatted(messages, unseen, deleted, octets);
    if (all != messages || !status.contains(counted)) {
      promises.contradiction("%d messages, counted %s, %s".formatted(all, counted, status));
    }
  }

  private static int searched(ImapConnection connection, String key) throws IOException {
    var numbers = SEARCHED.matcher(connection.command("q", "UID SEARCH " + key));
    assertThat(numbers.find()).isTrue();
    return numbers.group(1).isBlank() ? 0 : numbers.group(1).strip().split(" ").length;
  }

  /** Returns the size of the message. */
  private static int addFetched(String line, Map<Long, String> found) {
    var fetched = FETCHED.matcher(line);
    if (!fetched.find()) {
      return 0;
    }
    int size = Integer.parseInt(fetched.group(2));
    int end = fetched.end() + size;
    found.put(Long.parseLong(fetched.group(1)), digest(line.substring(fetched.end(), end)));
    return size;
  }

  private static ImapConnection logIn(CulverServer server, String user) throws IOException {
    var connection = ImapConnection.open(server.imap());
    connection.read();
    var answer = connection.command("l", "LOGIN %s %s".formatted(user, PASSWORD));
    assertThat(answer).contains("l OK");
    return connection;
  }

  private static String digest(String message) {
    return Maildir.digestOf(message.getBytes(StandardCharsets.ISO_8859_1));
  }
}
