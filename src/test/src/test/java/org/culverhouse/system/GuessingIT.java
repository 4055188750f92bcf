package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.culverhouse.script.ImapConnection;
import org.culverhouse.script.Target.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** C-25 and S73: many connections guess at one user, and nobody else is bothered. */
@ExtendWith(SharedServer.class)
class GuessingIT {
  private static final int CONNECTIONS = 32;
  private static final Duration GUESSING = Duration.ofSeconds(12);

  /** After the third failure eight seconds pass; who waits for that comes later than this. */
  private static final Duration AT_ONCE = Duration.ofSeconds(4);

  private static InetAddress address(String text) throws IOException {
    return InetAddress.getByName(text);
  }

  private static String login(Person person, String password) {
    return "LOGIN \"" + person.user() + "\" \"" + password + "\"";
  }

  @Test
  void guessesAreFewAndOthersDoNotWait(SharedServer.Running running) throws Exception {
    var ada = running.newPerson("guessed");
    var bob = running.newPerson("neighbour");
    var guesses = new AtomicInteger();
    var over = new AtomicBoolean();
    var guessers = new ArrayList<Thread>();
    long begin = System.nanoTime();
    for (int i = 0; i < CONNECTIONS; i++) {
      var from = address("127.0.2." + (i + 1));
      guessers.add(Thread.ofVirtual().start(() -> guess(running, from, ada, guesses, over)));
    }

    while (guesses.get() < 3) {
      Thread.sleep(20);
    }
    assertThat(timeOfLogin(running, "127.0.3.1", ada)).as("from elsewhere").isLessThan(AT_ONCE);
    assertThat(timeOfLogin(running, "127.0.2.77", bob)).as("another user").isLessThan(AT_ONCE);
    assertThat(penaltiesOf(running, ada)).contains("\"network\":\"127.0.2.0/24\"");

    while (System.nanoTime() - begin < GUESSING.toNanos()) {
      Thread.sleep(100);
    }
    over.set(true);
    // At 0, 2 and 6 seconds; the next one comes after 14.
    assertThat(guesses.get()).isLessThanOrEqualTo(4);
    for (var guesser : guessers) {
      guesser.join(Duration.ofSeconds(1));
    }

    var cleared = running.admin().delete("penalties?user=" + ada.user());
    assertThat(cleared.status()).as(cleared.toString()).isEqualTo(204);
    assertThat(penaltiesOf(running, ada)).contains("\"items\":[]");
  }

  private static String penaltiesOf(SharedServer.Running running, Person person)
      throws IOException {
    return running.admin().get("penalties?q=" + person.user()).toString();
  }

  private static Duration timeOfLogin(SharedServer.Running running, String from, Person person)
      throws IOException {
    try (var connection = ImapConnection.openFrom(address(from), running.imap())) {
      connection.read();
      long begin = System.nanoTime();
      assertThat(connection.command("l", login(person, person.password()))).contains("l OK");
      return Duration.ofNanos(System.nanoTime() - begin);
    }
  }

  private static void guess(
      SharedServer.Running running,
      InetAddress from,
      Person person,
      AtomicInteger guesses,
      AtomicBoolean over) {
    while (!over.get()) {
      try (var connection = ImapConnection.openFrom(from, running.imap())) {
        connection.read();
        for (String answer : List.of("1", "2", "3")) {
          if (connection.command("g", login(person, "guess" + answer)).contains("g NO [AUTHEN")) {
            guesses.incrementAndGet();
          }
        }
        Thread.sleep(20);
      } catch (IOException | InterruptedException e) {
        // Cut off, or tired of waiting: it comes again.
      }
    }
  }
}
