package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.culverhouse.script.Target;
import org.junit.jupiter.api.Test;

/** NOTIFY on everything, by clients that do not read (C-44). */
class HostileNotifyIT extends HostileCase {
  private static final int PEOPLE = 5;
  private static final int MAILBOXES_EACH = 2_000;
  private static final int CHANGES_EACH = 500;
  private static final int SESSIONS = 200;
  private static final int STALLED = 20;
  private static final String ALL =
      "(personal (MessageNew MessageExpunge FlagChange MailboxName SubscriptionChange))";

  HostileNotifyIT(SharedServer.Running running) {
    super(running);
  }

  @Test
  void c44WhatIsAskedForHasBounds() throws IOException {
    try (var client = user()) {
      var names = "x".repeat(3).concat(" ").repeat(1001).strip();
      assertThat(prompt(client, "NOTIFY SET (mailboxes (" + names + ") (MailboxName))"))
          .startsWith("a NO [LIMIT]");
      assertThat(prompt(client, "NOTIFY SET" + " (personal NONE)".repeat(101)))
          .startsWith("a NO [LIMIT]");
      var literals = ("{4000+}\r\n" + "x".repeat(4000) + " ").repeat(17).strip();
      assertThat(prompt(client, "NOTIFY SET (mailboxes (" + literals + ") (MailboxName))"))
          .startsWith("a NO [LIMIT]");
      refusesAndGoesOn(client, "NOTIFY SET " + "(".repeat(100));
      refusesAndGoesOn(client, "NOTIFY SET (selected (MessageNew (" + "(".repeat(100));
    }
  }

  /**
   * 10,000 mailboxes in all, each watched by 40 sessions that do not read. What they cost is what
   * is on its way; once it is known that nobody reads, the connection is cut.
   */
  @Test
  void c44ManySessionsOfManyMailboxesThatAreNotRead() throws Exception {
    var people = IntStream.range(0, PEOPLE).mapToObj(i -> running.newPerson("notify")).toList();
    for (var person : people) {
      createMailboxes(person);
    }
    long descriptors = probe.descriptors();
    long before = probe.liveHeap();
    var clients = new ArrayList<HostileClient>();
    for (int i = 0; i < SESSIONS; i++) {
      var client = user(people.get(i % PEOPLE));
      assertThat(client.command("n", "NOTIFY SET " + ALL)).startsWith("n OK");
      clients.add(client);
    }
    for (var person : people) {
      changeMailboxes(person);
    }
    assertThat(witness.command("w", "NOOP")).startsWith("w OK");
    Thread.sleep(1000);
    assertThat((probe.liveHeap() - before) / SESSIONS).as("octets a session").isLessThan(64 * 1024);
    isCutWhenItDoesNotRead(clients.subList(0, STALLED));
    for (var client : clients) {
      client.reset();
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(probe.descriptors()).isLessThanOrEqualTo(descriptors + 5));
  }

  private void isCutWhenItDoesNotRead(List<HostileClient> clients) throws Exception {
    long cut = linesOfTheLog("is cut: nothing was read for");
    for (var client : clients) {
      client.sendIfTaken(("s NOTIFY SET STATUS " + ALL + "\r\n").repeat(100));
    }
    assertThat(witness.command("w", "NOOP")).startsWith("w OK");
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                assertThat(linesOfTheLog("is cut: nothing was read for"))
                    .isEqualTo(cut + clients.size()));
  }

  private void createMailboxes(Target.Person person) throws IOException {
    try (var client = user(person)) {
      for (int i = 0; i < MAILBOXES_EACH; i += CHANGES_EACH) {
        var commands = new StringBuilder();
        for (int j = i; j < i + CHANGES_EACH; j++) {
          commands.append("c CREATE many/mailbox-").append(j).append("\r\n");
        }
        client.send(commands.toString());
        for (int j = 0; j < CHANGES_EACH; j++) {
          assertThat(client.answer("c")).startsWith("c OK");
        }
      }
    }
  }

  /** By somebody who reads. */
  private void changeMailboxes(Target.Person person) throws IOException {
    try (var client = user(person)) {
      client.send("m APPEND INBOX {6+}\r\nx: y\r\n\r\n");
      assertThat(client.answer("m")).startsWith("m OK");
      assertThat(client.command("s", "SELECT INBOX")).startsWith("s OK");
      for (int i = 0; i < CHANGES_EACH; i++) {
        assertThat(client.command("c", "COPY 1 many/mailbox-" + i)).startsWith("c OK");
      }
    }
  }
}
