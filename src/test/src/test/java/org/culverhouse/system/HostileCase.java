package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.culverhouse.script.Target;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What attackers send, each case by its number in docs/security/known-attacks.md, against the built
 * server. Of each one: the server lives, others are served, what it costs has a bound, and no
 * failure of ours is behind the answer. {@code BudgetTest} has the budgets to the octet.
 */
@ExtendWith(SharedServer.class)
abstract class HostileCase {
  static final int MIB = 1 << 20;
  static final Duration PROMPT = Duration.ofSeconds(1);

  /** This is one of several processes on the machine; what hangs takes longer. */
  static final Duration SLACK = Duration.ofSeconds(2);

  final SharedServer.Running running;
  final ServerProbe probe;
  HostileClient witness;
  private long failures;

  HostileCase(SharedServer.Running running) {
    this.running = running;
    this.probe = new ServerProbe(running.server());
  }

  @BeforeEach
  void lookAround() throws IOException {
    witness = user(running.newPerson("witness"));
    failures = failuresInTheLog();
  }

  @AfterEach
  void othersAreServed() throws IOException {
    long begun = System.nanoTime();
    assertThat(witness.command("w", "NOOP")).startsWith("w OK");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SLACK);
    witness.close();
    assertThat(failuresInTheLog()).as("stack traces of ours").isEqualTo(failures);
  }

  private long failuresInTheLog() throws IOException {
    return linesOfTheLog("at org.culverhouse");
  }

  long linesOfTheLog(String part) throws IOException {
    long count = 0;
    try (var logs = Files.list(running.server().data().resolve("log"))) {
      for (var log : logs.filter(file -> file.toString().endsWith(".log")).toList()) {
        count += Files.readAllLines(log).stream().filter(line -> line.contains(part)).count();
      }
    }
    return count;
  }

  HostileClient stranger() throws IOException {
    return HostileClient.stranger(running.imap());
  }

  HostileClient user(Target.Person person) throws IOException {
    return HostileClient.user(running.imap(), person);
  }

  HostileClient user() throws IOException {
    return user(running.newPerson("hostile"));
  }

  HostileClient selected(int messages) throws IOException {
    var client = user();
    for (int i = 0; i < messages; i++) {
      var message = "Subject: " + i + "\r\n\r\nx\r\n";
      client.send("m APPEND INBOX {" + message.length() + "+}\r\n" + message + "\r\n");
      assertThat(client.answer("m")).startsWith("m OK");
    }
    assertThat(client.command("s", "SELECT INBOX")).startsWith("s OK");
    return client;
  }

  /** Answered soon, and the connection goes on. */
  static void refusesAndGoesOn(HostileClient client, String command) throws IOException {
    assertThat(prompt(client, command)).as(command).matches("(a|[*]) (BAD|NO) .*");
    goesOn(client, command);
  }

  static void goesOn(HostileClient client, String command) throws IOException {
    assertThat(client.command("z", "NOOP")).as("after " + command).startsWith("z OK");
  }

  static String prompt(HostileClient client, String command) throws IOException {
    return within(
        SLACK,
        command,
        () -> {
          client.send("a " + command + "\r\n");
          String line = client.line();
          while (!line.matches("(a |[+]|[*] BAD|[*] BYE|<end>).*")) {
            line = client.line();
          }
          return line;
        });
  }

  interface Call<T> {
    T make() throws IOException;
  }

  static <T> T within(Duration most, String what, Call<T> call) throws IOException {
    long begun = System.nanoTime();
    var result = call.make();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).as(what).isLessThan(most);
    return result;
  }

  /** What the clients have cost each while they hold on to it. */
  void costsAtMost(long octets, int clients, Call<List<HostileClient>> attack) throws IOException {
    long before = probe.liveHeap();
    var attackers = attack.make();
    try {
      assertThat(attackers).hasSize(clients);
      assertThat((probe.liveHeap() - before) / clients).as("octets a client").isLessThan(octets);
    } finally {
      for (var attacker : attackers) {
        attacker.close();
      }
    }
  }

  List<HostileClient> many(int clients, Call<HostileClient> one) throws IOException {
    var all = new ArrayList<HostileClient>();
    for (int i = 0; i < clients; i++) {
      all.add(one.make());
    }
    return all;
  }
}
