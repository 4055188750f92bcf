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
 * Lets four clients append to a server until it goes down, starts it again and holds what it then
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
  private static final Pattern APPENDUID = Pattern.compile("OK \\[APPENDUID \\d+ (\\d+)]");
  private static final Pattern VALIDITY = Pattern.compile("\\[UIDVALIDITY (\\d+)]");
  private static final Pattern FETCHED =
      Pattern.compile("^\\* \\d+ FETCH \\(.*?UID (\\d+).*?BODY\\[] \\{(\\d+)}\r\n");

  private final Promises promises = new Promises();
  private final Random random;
  private final String[] options;

  /**
   * @param options of {@code culver serve}
   */
  CrashOracle(Random random, String... options) {
    this.random = random;
    this.options = options;
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
      clients.add(Thread.ofVirtual().start(() -> append(server, user, letters, enough)));
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

  private void append(CulverServer server, String user, Letters letters, CountDownLatch enough) {
    try (var connection = logIn(server, user)) {
      for (int i = 0; ; i++) {
        var message = new String(letters.next(i), StandardCharsets.ISO_8859_1);
        connection.send("a APPEND INBOX {%d}\r\n".formatted(message.length()));
        connection.until("a");
        connection.send(message + "\r\n");
        var answer = APPENDUID.matcher(connection.until("a"));
        if (!answer.find()) {
          return;
        }
        promises.add(new Promises.Promise(user, Long.parseLong(answer.group(1)), digest(message)));
        enough.countDown();
      }
    } catch (IOException e) {
      // The server has gone down: what was not answered was not promised.
    }
  }

  private void check(CulverServer server, String user) throws IOException {
    try (var connection = logIn(server, user)) {
      var selected = VALIDITY.matcher(connection.command("s", "EXAMINE INBOX"));
      assertThat(selected.find()).isTrue();
      var found = new HashMap<Long, String>();
      connection.send("f UID FETCH 1:* (UID BODY.PEEK[])\r\n");
      for (var line = connection.read(); !line.startsWith("f "); line = connection.read()) {
        addFetched(line, found);
      }
      promises.check(user, Long.parseLong(selected.group(1)), found);
    }
  }

  private static void addFetched(String line, Map<Long, String> found) {
    var fetched = FETCHED.matcher(line);
    if (fetched.find()) {
      int end = fetched.end() + Integer.parseInt(fetched.group(2));
      found.put(Long.parseLong(fetched.group(1)), digest(line.substring(fetched.end(), end)));
    }
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
