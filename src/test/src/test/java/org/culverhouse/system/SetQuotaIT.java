package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Limits set in IMAP by whom REST has given a role, on accounts of several domains. */
@ExtendWith(SharedServer.class)
class SetQuotaIT {
  private static final int ASKED = 200;

  private final SharedServer.Running running;

  SetQuotaIT(SharedServer.Running running) {
    this.running = running;
  }

  private HostileClient administrator(String role) throws IOException {
    var person = running.newPerson("administrator");
    running.grant(person, role);
    return HostileClient.user(running.imap(), person);
  }

  private long logged(String part) throws IOException {
    try (var logs = java.nio.file.Files.list(running.server().data().resolve("log"))) {
      long count = 0;
      for (var log : logs.filter(file -> file.toString().endsWith(".log")).toList()) {
        count +=
            java.nio.file.Files.readAllLines(log).stream().filter(l -> l.contains(part)).count();
      }
      return count;
    }
  }

  @Test
  void openSessionsFeelItAndRestShowsIt() throws IOException {
    var person = running.newPerson("limited");
    try (var admin = administrator("domain-admin");
        var client = HostileClient.user(running.imap(), person)) {
      admin.send("a SETQUOTA " + person.user() + " (STORAGE 4 MESSAGE 1)\r\n");
      assertThat(admin.lines("a"))
          .startsWith("* QUOTA \"" + person.user() + "\" (STORAGE 0 4 MESSAGE 0 1 MAILBOX ")
          .contains("\na OK");
      assertThat(client.command("b", "APPEND INBOX {5+}\r\nSmall")).startsWith("b OK");
      assertThat(client.command("b", "APPEND INBOX {5+}\r\nSmall")).startsWith("b NO [OVERQUOTA]");
      assertThat(running.admin().get("users/" + person.user()).json().getJsonObject("quota"))
          .isEqualTo(
              Json.createObjectBuilder().add("storageBytes", 4096).add("messages", 1).build());
      assertThat(admin.command("c", "SETQUOTA " + person.user() + " ()")).startsWith("c OK");
      assertThat(client.command("b", "APPEND INBOX {5+}\r\nSmall")).startsWith("b OK");
      assertThat(logged("has limited " + person.user())).isEqualTo(2);
    }
    try (var again = HostileClient.user(running.imap(), person)) {
      again.send("a GETQUOTA " + person.user() + "\r\n");
      assertThat(again.lines("a")).startsWith("* QUOTA \"" + person.user() + "\" (MAILBOX ");
    }
  }

  /** The same words, and the median differs by less than a fourth. */
  @Test
  void othersCannotTellWhoIsThere() throws IOException {
    running.admin().createDomain("elsewhere.example");
    running.admin().createUser("real@elsewhere.example", "Passw0rd-real");
    var there = "real@elsewhere.example";
    var nowhere = "none@elsewhere.example";
    try (var admin = administrator("domain-admin");
        var user = HostileClient.user(running.imap(), running.newPerson("curious"))) {
      for (var client : List.of(admin, user)) {
        for (var command : List.of("GETQUOTA %s", "SETQUOTA %s (MESSAGE 1)")) {
          var real = new ArrayList<Long>();
          var none = new ArrayList<Long>();
          for (int i = 0; i < ASKED; i++) {
            real.add(nanos(client, command.formatted(there)));
            none.add(nanos(client, command.formatted(nowhere)));
          }
          assertThat(median(real)).isBetween(median(none) * 3 / 4, median(none) * 4 / 3);
        }
      }
    }
    assertThat(running.admin().get("users/" + there).json().getJsonObject("quota").toString())
        .contains("\"messages\":null");
  }

  private static long nanos(HostileClient client, String command) throws IOException {
    long begun = System.nanoTime();
    assertThat(client.command("a", command))
        .isEqualTo("a NO [NOPERM] You do not administer this quota root");
    return System.nanoTime() - begun;
  }

  private static long median(List<Long> times) {
    Collections.sort(times);
    return times.get(times.size() / 2);
  }
}
