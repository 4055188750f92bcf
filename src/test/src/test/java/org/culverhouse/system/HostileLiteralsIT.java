package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Literals that are too many, too large, or refused. */
class HostileLiteralsIT extends HostileCase {
  HostileLiteralsIT(SharedServer.Running running) {
    super(running);
  }

  /** CVE-2024-34055, CVE-2024-37358, CVE-2025-61600. */
  @Test
  void c30ManyLiterals() throws IOException {
    costsAtMost(
        MIB,
        40,
        () ->
            many(
                40,
                () -> {
                  var client = stranger();
                  client.send("a LOGIN {65535}\r\n");
                  assertThat(client.line()).startsWith("+");
                  client.send("x".repeat(65_000));
                  return client;
                }));
    var person = running.newPerson("literals");
    costsAtMost(
        8 * MIB,
        10,
        () ->
            many(
                10,
                () -> {
                  var client = user(person);
                  client.command("s", "SELECT INBOX");
                  client.send("a SEARCH");
                  for (int i = 0; i < 10; i++) {
                    client.send(" SUBJECT {100000}\r\n");
                    assertThat(client.line()).startsWith("+");
                    client.send("x".repeat(100_000));
                  }
                  return client;
                }));
    try (var client = selected(0)) {
      client.send("a SEARCH");
      String line = "+";
      for (int i = 0; i < 100_000 && line.startsWith("+"); i++) {
        client.send(" SUBJECT {100000}\r\n");
        line = client.line();
        if (line.startsWith("+")) {
          client.send("x".repeat(100_000));
        }
      }
      assertThat(line).startsWith("a NO [TOOBIG]");
      goesOn(client, "SEARCH");
      refusesAndGoesOn(client, "STATUS {131073}");
      assertThat(prompt(client, "LIST \"\" {5000+}\r\n" + "x".repeat(5000)))
          .startsWith("a BAD [TOOBIG]");
      goesOn(client, "LIST");
    }
  }

  @Test
  void c31HugeLiterals() throws IOException {
    var sizes =
        List.of("{100000000}", "{4294967296}", "{99999999999999999999}", "{-1}", "{0x10}", "{}");
    try (var client = stranger();
        var appender = user()) {
      for (var size : sizes.subList(0, 2)) {
        refusesAndGoesOn(client, "LOGIN " + size);
      }
      for (var size : sizes) {
        refusesAndGoesOn(appender, "APPEND INBOX " + size);
        refusesAndGoesOn(appender, "CREATE " + size);
      }
      assertThat(prompt(appender, "APPEND INBOX {10000000000}")).startsWith("a NO [TOOBIG]");
      assertThat(prompt(appender, "APPEND INBOX {2147483647+}")).startsWith("* BYE [TOOBIG]");
      assertThat(prompt(client, "LOGIN {2147483647+}")).startsWith("* BYE [TOOBIG]");
    }
    // What is only announced costs nothing.
    var person = running.newPerson("announced");
    costsAtMost(
        MIB / 2,
        40,
        () ->
            many(
                40,
                () -> {
                  var client = user(person);
                  client.send("a APPEND INBOX {60000000}\r\n");
                  assertThat(client.line()).startsWith("+");
                  client.send("x");
                  return client;
                }));
  }

  /** Seed line S39: what is wrong in front of a literal is told before the literal is asked for. */
  @Test
  void c41LiteralsThatAreRefused() throws IOException {
    try (var client = user()) {
      for (var command :
          List.of(
              "APPEND INBOX data {5}",
              "APPEND INBOX (\\Bogus) \"bad date\" {5}",
              "APPEND INBOX \"31-Feb-2026 00:00:00 +0000\" {5}",
              "APPEND no-such-mailbox data {5}",
              "APPEND INBOX {70000000}",
              "NOOP {5}",
              "BOGUS {5}")) {
        assertThat(within(PROMPT.plus(SLACK), command, () -> prompt(client, command)))
            .as(command)
            .matches("a (BAD|NO) .*");
        goesOn(client, command);
      }
      for (var command :
          List.of(
              "APPEND INBOX data {5+}",
              "APPEND no-such-mailbox {5+}",
              "APPEND INBOX (\\Bogus) {5+}",
              "NOOP {5+}")) {
        client.send("a " + command + "\r\nx y\r\n\r\n");
        assertThat(client.answer("a")).as(command).matches("a (BAD|NO) .*");
        goesOn(client, command);
      }
      client.sendIfTaken("a LIST " + "(".repeat(100_000) + "\r\n");
      assertThat(client.answer("a")).matches("(a BAD|[*] BYE \\[LIMIT]) .*");
    }
    try (var client = stranger()) {
      refusesAndGoesOn(client, "LOGIN {99999999999}");
    }
  }

  @Test
  void c42MessagesThatStandOrFallTogether() throws IOException {
    var message = " {5}\r\n";
    var person = running.newPerson("multiappend");
    try (var client = user(person)) {
      client.send("a APPEND INBOX" + message);
      assertThat(client.line()).startsWith("+");
      client.send("1\r\n2\r\n".substring(0, 5) + message);
      assertThat(client.line()).startsWith("+");
      client.send("12345 (\\Bogus)" + message);
      assertThat(client.answer("a")).startsWith("a BAD");
      goesOn(client, "APPEND");
      assertThat(client.command("s", "STATUS INBOX (MESSAGES)")).startsWith("s OK");
    }
    for (int large : new int[] {100, 3 * MIB}) {
      try (var client = user(person)) {
        for (int i = 0; i < 3; i++) {
          client.send((i == 0 ? "a APPEND INBOX" : "") + " {" + large + "}\r\n");
          assertThat(client.line()).startsWith("+");
          client.send("x".repeat(i < 2 ? large : large / 2));
        }
        client.reset();
      }
    }
    await().untilAsserted(() -> assertThat(spooled()).isZero());
    try (var client = user(person)) {
      client.send("s STATUS INBOX (MESSAGES)\r\n");
      assertThat(client.line()).isEqualTo("* STATUS INBOX (MESSAGES 0)");
    }
  }

  private long spooled() throws IOException {
    var folder = running.server().data().resolve("run/spool");
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (var files = Files.list(folder)) {
      return files.count();
    }
  }
}
