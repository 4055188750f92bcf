package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import org.culverhouse.script.ImapConnection;
import org.culverhouse.script.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an administrator limits by REST, a mail program feels in IMAP. */
@ExtendWith(SharedServer.class)
class LimitsIT {
  private static final String MESSAGE = "Subject: x\r\n\r\n" + "0123456789\r\n".repeat(50);

  @Test
  void aQuotaRefusesTheMessageThatWouldExceedIt(SharedServer.Running running) throws IOException {
    var person = running.newPerson("quota");
    change(running, person, "quota", object("storageBytes", 1_000));
    try (var connection = logIn(running, person)) {
      assertThat(append(connection)).contains("a OK");
      assertThat(append(connection)).contains("a NO [OVERQUOTA]");

      change(running, person, "quota", object("storageBytes", 1_000_000));
      assertThat(append(connection)).contains("a OK");
    }
  }

  @Test
  void aQuotaOfMessagesCounts(SharedServer.Running running) throws IOException {
    var person = running.newPerson("quota");
    change(running, person, "quota", object("messages", 2));
    try (var connection = logIn(running, person)) {
      assertThat(append(connection)).contains("a OK");
      assertThat(append(connection)).contains("a OK");
      assertThat(append(connection)).contains("a NO [OVERQUOTA]");
      connection.command("s", "SELECT INBOX");
      connection.command("s", "STORE 1 +FLAGS.SILENT (\\Deleted)");
      connection.command("s", "EXPUNGE");
      assertThat(append(connection)).contains("a OK");
      assertThat(connection.command("c", "COPY 1 INBOX")).contains("c NO [OVERQUOTA]");
    }
  }

  @Test
  void oneConnectionTooManyIsRefused(SharedServer.Running running) throws IOException {
    var person = running.newPerson("connections");
    change(running, person, "limits", object("maxConnections", 2));
    try (var first = logIn(running, person);
        var second = logIn(running, person);
        var third = ImapConnection.open(running.imap())) {
      third.read();
      assertThat(third.command("l", login(person))).contains("l NO [LIMIT]");
      assertThat(first.command("n", "NOOP")).contains("n OK");

      assertThat(second.command("o", "LOGOUT")).contains("o OK");
      assertThat(third.command("l", login(person))).contains("l OK");
    }
  }

  @Test
  void aDisabledUserCannotLogIn(SharedServer.Running running) throws IOException {
    var person = running.newPerson("disabled");
    logIn(running, person).close();
    var reply =
        running
            .admin()
            .patch(
                "users/" + person.user(),
                Json.createObjectBuilder().add("state", "disabled").build());
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);

    try (var connection = ImapConnection.open(running.imap())) {
      connection.read();
      assertThat(connection.command("l", login(person))).contains("l NO [AUTHENTICATIONFAILED]");
    }
  }

  private static JsonObject object(String key, long value) {
    return Json.createObjectBuilder().add(key, value).build();
  }

  private static void change(
      SharedServer.Running running, Target.Person person, String key, JsonObject value)
      throws IOException {
    var reply =
        running
            .admin()
            .patch("users/" + person.user(), Json.createObjectBuilder().add(key, value).build());
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
  }

  private static String append(ImapConnection connection) throws IOException {
    connection.send("a APPEND INBOX {%d}\r\n".formatted(MESSAGE.length()));
    var answer = connection.until("a");
    if (!answer.contains("+")) {
      return answer;
    }
    connection.send(MESSAGE + "\r\n");
    return connection.until("a");
  }

  private static String login(Target.Person person) {
    return "LOGIN %s %s".formatted(person.user(), person.password());
  }

  private static ImapConnection logIn(SharedServer.Running running, Target.Person person)
      throws IOException {
    var connection = ImapConnection.open(running.imap());
    connection.read();
    assertThat(connection.command("l", login(person))).contains("l OK");
    return connection;
  }
}
