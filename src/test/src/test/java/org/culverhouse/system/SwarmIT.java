package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.culverhouse.script.ImapConnection;
import org.junit.jupiter.api.Test;

/**
 * Many clients of one account do what comes to their minds in the same mailboxes, each with a model
 * of its own; {@code -Dculver.swarm.seconds=180} takes longer.
 */
class SwarmIT {
  private static final int CLIENTS = 50;
  private static final List<String> MAILBOXES = List.of("INBOX", "Shared", "Third");
  private static final String USER = "swarm@example.org";
  private static final String PASSWORD = "pa55-word";

  @Test
  void everyModelAgreesWithTheServer() throws Exception {
    long seed = Long.getLong("culver.swarm.seed", System.nanoTime());
    var time = Duration.ofSeconds(Integer.getInteger("culver.swarm.seconds", 20));
    System.out.println(
        "swarm: " + CLIENTS + " clients, " + time.toSeconds() + " s, -Dculver.swarm.seed=" + seed);
    var ledger = new SwarmLedger();
    try (var server =
        CulverServer.start(
            Build.newFolder("swarm"),
            "--set",
            "imap.login.plaintext=loopback",
            "--set",
            "limits.trusted-networks=127.0.0.1",
            "--set",
            "limits.user.connections=" + 2 * CLIENTS)) {
      server.admin().createDomain("example.org");
      server.admin().createUser(USER, PASSWORD);
      makeMailboxes(server);
      var differences = run(server, ledger, seed, time);

      System.out.println(
          "swarm: " + ledger.commands() + " commands, " + ledger.messages() + " messages");
      assertThat(differences).as("seed %d", seed).isEmpty();
      assertThat(ledger.commands()).isGreaterThan(10L * CLIENTS);
    }
  }

  private static void makeMailboxes(CulverServer server) throws IOException {
    try (var connection = logIn(server)) {
      for (var name : MAILBOXES.subList(1, MAILBOXES.size())) {
        assertThat(connection.command("c", "CREATE " + name)).contains("c OK");
      }
    }
  }

  private static ImapConnection logIn(CulverServer server) throws IOException {
    var connection = ImapConnection.open(server.imap());
    connection.read();
    assertThat(connection.command("l", "LOGIN " + USER + " " + PASSWORD)).contains("l OK");
    return connection;
  }

  private static List<String> run(CulverServer server, SwarmLedger ledger, long seed, Duration time)
      throws Exception {
    var clients = new ArrayList<SwarmClient>();
    var connections = new ArrayList<ImapConnection>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CLIENTS; i++) {
        var connection = ImapConnection.open(server.imap());
        connections.add(connection);
        clients.add(new SwarmClient(connection, i, MAILBOXES, ledger, new Random(seed + i)));
      }
      var stopped = new CyclicBarrier(CLIENTS);
      var running = new ArrayList<Future<?>>();
      long end = System.nanoTime() + time.toNanos();
      for (var client : clients) {
        running.add(
            threads.submit(
                () -> {
                  try {
                    client.logIn(USER, PASSWORD);
                    client.run(() -> System.nanoTime() < end);
                  } finally {
                    stopped.await();
                  }
                  client.settle();
                  return null;
                }));
      }
      for (var one : running) {
        one.get();
      }
      return differences(server, clients, ledger);
    } finally {
      for (var connection : connections) {
        connection.close();
      }
    }
  }

  private static List<String> differences(
      CulverServer server, List<SwarmClient> clients, SwarmLedger ledger) throws IOException {
    var differences = new ArrayList<String>();
    for (var name : MAILBOXES) {
      var truth = new SwarmMailbox(name, ledger);
      try (var connection = logIn(server)) {
        connection.command("s", "EXAMINE " + name).lines().forEach(truth::take);
        connection.command("f", "FETCH 1:* (UID FLAGS MODSEQ)").lines().forEach(truth::take);
      }
      clients.stream()
          .map(SwarmClient::mailbox)
          .filter(mailbox -> mailbox.name().equals(name))
          .forEach(mailbox -> mailbox.compare(truth));
      ledger.lost(name, truth.uids()).forEach(uid -> differences.add(name + " has lost " + uid));
      differences.addAll(truth.differences());
    }
    clients.forEach(client -> differences.addAll(client.differences()));
    return differences;
  }
}
