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
import org.junit.jupiter.api.Test;

/**
 * The server is killed while four clients append; what it had acknowledged is there afterwards,
 * byte by byte, and no UID comes twice.
 */
class KillIT {
  private static final String PASSWORD = "Passw0rd-kill";
  private static final List<String> USERS = List.of("kill1@example.org", "kill2@example.org");
  private static final int CLIENTS = 4;
  private static final int MOST_ACKNOWLEDGED = 400;
  private static final Pattern APPENDUID = Pattern.compile("OK \\[APPENDUID \\d+ (\\d+)]");
  private static final Pattern VALIDITY = Pattern.compile("\\[UIDVALIDITY (\\d+)]");
  private static final Pattern FETCHED =
      Pattern.compile("^\\* \\d+ FETCH \\(.*?UID (\\d+).*?BODY\\[] \\{(\\d+)}\r\n");

  private final Promises promises = new Promises();

  @Test
  void whatWasAcknowledgedSurvivesKill() throws Exception {
    int rounds = Integer.getInteger("culver.kill.rounds", 20);
    long seed = Long.getLong("culver.kill.seed", System.nanoTime());
    System.out.println("kill -9: " + rounds + " rounds, -Dculver.kill.seed=" + seed);
    var random = new Random(seed);
    var data = Build.newFolder("kill");

    var server = start(data);
    server.admin().createDomain("example.org");
    for (var user : USERS) {
      server.admin().createUser(user, PASSWORD);
    }
    try {
      for (int round = 0; round < rounds; round++) {
        appendUntilKilled(server, random, round);
        server = start(data);
        for (var user : USERS) {
          check(server, user);
        }
        assertThat(promises.broken()).as("round %d, seed %d", round, seed).isEmpty();
      }
    } finally {
      server.close();
    }
    System.out.println("kill -9: " + promises.size() + " acknowledged messages, none broken");
    assertThat(promises.size()).isGreaterThan(rounds);
  }

  private static CulverServer start(Path data) throws IOException {
    return CulverServer.start(data, "--set", "imap.login.plaintext=loopback");
  }

  /** Each client goes on until its connection breaks. */
  private void appendUntilKilled(CulverServer server, Random random, int round) throws Exception {
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
    server.kill();
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
          throw new AssertionError("APPEND was refused");
        }
        promises.add(new Promises.Promise(user, Long.parseLong(answer.group(1)), digest(message)));
        enough.countDown();
      }
    } catch (IOException e) {
      // The server has been killed: what was not answered was not promised.
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
