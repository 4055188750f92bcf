package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.culverhouse.script.Target;
import org.junit.jupiter.api.Test;

/** Connections that deflate too well, or do not read. */
class HostileConnectionsIT extends HostileCase {
  HostileConnectionsIT(SharedServer.Running running) {
    super(running);
  }

  @Test
  void c43Compression() throws IOException {
    try (var client = stranger()) {
      refusesAndGoesOn(client, "COMPRESS DEFLATE");
    }
    try (var client = compressed(running.newPerson("deflate"))) {
      assertThat(client.command("a", "COMPRESS DEFLATE")).startsWith("a NO [COMPRESSIONACTIVE]");
      for (var octet : "b NOOP\r\n".split("")) {
        client.send(octet);
      }
      assertThat(client.answer("b")).startsWith("b OK");
      long before = probe.liveHeap();
      client.sendIfTaken("x".repeat(256 * MIB));
      assertThat(client.answer("a")).startsWith("* BYE [LIMIT]");
      assertThat(probe.liveHeap() - before).isLessThan(MIB);
    }
    try (var client = compressed(running.newPerson("commands"))) {
      client.send("b NOOP\r\n".repeat(100_000));
      assertThat(witness.command("w", "NOOP")).startsWith("w OK");
      for (int i = 0; i < 100_000; i++) {
        assertThat(client.line()).startsWith("b OK");
      }
    }
    try (var client = user()) {
      assertThat(client.command("a", "COMPRESS DEFLATE")).startsWith("a OK");
      client.sendIfTaken("b NOOP\r\n" + "\u00FF".repeat(1000));
      client.deflate();
      assertThat(client.answer("b")).startsWith("* BYE [CLIENTBUG]");
    }
  }

  private HostileClient compressed(Target.Person person) throws IOException {
    var client = user(person);
    assertThat(client.command("on", "COMPRESS DEFLATE")).startsWith("on OK");
    client.deflate();
    return client;
  }

  /** Seed line S78, and what a compressed connection costs outside the heap. */
  @Test
  void c43ManyCompressedConnections() throws IOException {
    var people = IntStream.range(0, 10).mapToObj(i -> running.newPerson("compressed")).toList();
    for (var person : people) {
      user(person).close();
    }
    long descriptors = probe.descriptors();
    long before = probe.residentMemory();
    var clients = new ArrayList<HostileClient>();
    for (int i = 0; i < 400; i++) {
      var client = compressed(people.get(i % 10));
      assertThat(client.command("a", "LIST \"\" *")).startsWith("a OK");
      clients.add(client);
    }
    assertThat((probe.residentMemory() - before) / clients.size())
        .as("octets a connection")
        .isLessThan(300 * 1024);
    for (var client : clients) {
      client.reset();
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(probe.descriptors()).isLessThanOrEqualTo(descriptors + 5));
  }

  /**
   * What a connection costs whose answer is being deflated, and is not read: on a server of its
   * own, because what others have given back would be taken again unseen.
   */
  @Test
  void c43CompressedConnectionsThatDoNotRead() throws Exception {
    try (var server =
        CulverServer.start(
            Build.newFolder("compressed"),
            "--set",
            "imap.login.plaintext=loopback",
            "--set",
            "limits.user.connections=1000",
            "--set",
            "limits.trusted-networks=127.0.0.0/8")) {
      server.admin().createDomain(SharedServer.DOMAIN);
      var person = new Target.Person("unread@" + SharedServer.DOMAIN, "Passw0rd-unread");
      server.admin().createUser(person.user(), person.password());
      var probe = new ServerProbe(server);
      try (var client = HostileClient.user(server.imap(), person)) {
        append(client, incompressible(2 * MIB));
      }
      // What is allocated once is not counted.
      closeAll(unreadCompressed(server, person, 20));
      long before = probe.liveHeap() + probe.residentBesideHeap();
      var clients = unreadCompressed(server, person, 300);
      assertThat((probe.liveHeap() + probe.residentBesideHeap() - before) / clients.size())
          .as("octets a connection")
          .isBetween(64 * 1024L, 300 * 1024L);
      closeAll(clients);
    }
  }

  private static String incompressible(int octets) {
    var random = new Random(43);
    var lines = new StringBuilder("Subject: unread\r\n\r\n");
    while (lines.length() < octets) {
      lines.append(Long.toString(random.nextLong(), 36)).append("\r\n");
    }
    return lines.toString();
  }

  private List<HostileClient> unreadCompressed(CulverServer server, Target.Person person, int count)
      throws Exception {
    var clients =
        many(
            count,
            () -> {
              var client = HostileClient.user(server.imap(), person);
              assertThat(client.command("on", "COMPRESS DEFLATE")).startsWith("on OK");
              client.deflate();
              client.command("s", "SELECT INBOX");
              client.send("a FETCH 1 BODY.PEEK[]\r\n".repeat(100));
              return client;
            });
    Thread.sleep(2000);
    return clients;
  }

  private static void closeAll(List<HostileClient> clients) throws IOException {
    for (var client : clients) {
      client.reset();
    }
  }

  /**
   * Seed line S77 too: gigabytes are asked for, and nobody reads. Of a large message a block of 256
   * KiB is at hand, but not for long when it is not taken.
   */
  @Test
  void c45ClientsThatDoNotRead() throws Exception {
    var small = running.newPerson("unread");
    try (var client = user(small)) {
      fill(client, 100, 2_000);
    }
    var large = running.newPerson("unread");
    try (var client = user(large)) {
      fill(client, 1, 10 * MIB);
    }
    long cut = linesOfTheLog("is cut: nothing was read for");
    var begun = System.nanoTime();
    var clients = new ArrayList<HostileClient>();
    clients.addAll(unread(small, 256 * 1024));
    clients.addAll(unread(large, 256 * 1024));
    assertThat(witness.command("w", "NOOP")).startsWith("w OK");
    Thread.sleep(Duration.ofSeconds(75).minusNanos(System.nanoTime() - begun).toMillis());
    assertThat(linesOfTheLog("is cut: nothing was read for")).isEqualTo(cut + clients.size());
    for (var client : clients) {
      // What was on its way is read, and then there is an end: the answers were never finished.
      assertThat(client.octetsUntilEnd()).isLessThan(20 * MIB);
      client.close();
    }
  }

  private static void fill(HostileClient client, int messages, int octets) throws IOException {
    var message = "Subject: unread\r\n\r\n" + "x".repeat(60).concat("\r\n").repeat(octets / 62);
    for (int i = 0; i < messages; i++) {
      append(client, message);
    }
  }

  private static void append(HostileClient client, String message) throws IOException {
    client.send("m APPEND INBOX {" + message.length() + "}\r\n");
    assertThat(client.line()).startsWith("+");
    client.send(message + "\r\n");
    assertThat(client.answer("m")).startsWith("m OK");
  }

  private List<HostileClient> unread(Target.Person person, long mostHeap) throws Exception {
    // What an open mailbox takes is not counted.
    try (var reader = user(person)) {
      reader.command("s", "SELECT INBOX");
      reader.command("a", "FETCH 1:* BODY.PEEK[]<0.1>");
      long before = probe.liveHeap();
      var clients =
          many(
              10,
              () -> {
                var client = user(person);
                client.command("s", "SELECT INBOX");
                client.sendIfTaken("a FETCH 1:* BODY.PEEK[]\r\n".repeat(500));
                return client;
              });
      Thread.sleep(2000);
      assertThat((probe.liveHeap() - before) / clients.size())
          .as("octets a client")
          .isLessThan(mostHeap);
      return clients;
    }
  }
}
