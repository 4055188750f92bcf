package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.regex.Pattern;
import org.culverhouse.script.ImapConnection;
import org.culverhouse.script.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** UIDs to the end of their range, and a UIDVALIDITY that an administrator wants. */
@ExtendWith(SharedServer.class)
class UidsIT {
  private static final String MESSAGE = "Subject: x\r\n\r\nx\r\n";
  private static final Pattern APPENDUID =
      Pattern.compile("a OK \\[APPENDUID (?<validity>\\d+) (?<uid>\\d+)\\]");

  /** Where a message went. */
  private record Place(long validity, long uid) {}

  private static ImapConnection logIn(SharedServer.Running running, Target.Person person)
      throws IOException {
    var connection = ImapConnection.open(running.imap());
    connection.read();
    var login = "LOGIN %s %s".formatted(person.user(), person.password());
    assertThat(connection.command("l", login)).contains("l OK");
    return connection;
  }

  private static Place append(ImapConnection connection) throws IOException {
    connection.send("a APPEND INBOX {%d}\r\n".formatted(MESSAGE.length()));
    assertThat(connection.read()).startsWith("+");
    connection.send(MESSAGE + "\r\n");
    var answer = connection.until("a");
    var found = APPENDUID.matcher(answer);
    assertThat(found.find()).as(answer).isTrue();
    return new Place(Long.parseLong(found.group("validity")), Long.parseLong(found.group("uid")));
  }

  private static JsonObject change(
      SharedServer.Running running, Target.Person person, JsonObject change) throws IOException {
    var reply = running.admin().patch("users/" + person.user() + "/mailboxes/1", change);
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    return reply.json();
  }

  @Test
  void theLastUidIsFollowedByANewUidValidity(SharedServer.Running running) throws IOException {
    var person = running.newPerson("uids");
    try (var writer = logIn(running, person);
        var reader = logIn(running, person);
        var idler = logIn(running, person)) {
      change(running, person, Json.createObjectBuilder().add("uidNext", 4294967294L).build());
      reader.command("s", "SELECT INBOX");
      idler.command("s", "SELECT INBOX");
      idler.send("i IDLE\r\n");
      idler.read();
      var first = append(writer);
      assertThat(first.uid()).isEqualTo(4294967294L);
      reader.command("n", "NOOP");
      assertThat(reader.command("f", "UID FETCH 4294967295:* (UID)"))
          .contains("UID 4294967294", "f OK");

      var second = append(writer);
      assertThat(second.uid()).isEqualTo(2);
      assertThat(second.validity()).isGreaterThan(first.validity());
      assertThat(append(writer).uid()).isEqualTo(3);
      assertThat(append(writer).uid()).isEqualTo(4);
      assertThat(reader.read()).startsWith("* BYE");
      assertThat(until(idler, "* BYE")).startsWith("* BYE");
      assertThat(writer.command("s", "SELECT INBOX"))
          .contains("* 4 EXISTS", "UIDVALIDITY " + second.validity(), "UIDNEXT 5");
    }
  }

  private static String until(ImapConnection connection, String start) throws IOException {
    for (int i = 0; i < 10; i++) {
      var line = connection.read();
      if (line.startsWith(start)) {
        return line;
      }
    }
    return "";
  }

  @Test
  void anAdministratorRenumbers(SharedServer.Running running) throws IOException {
    var person = running.newPerson("renumber");
    try (var writer = logIn(running, person)) {
      var first = append(writer);
      var path = "users/" + person.user() + "/mailboxes?q=inbox";
      var listed = running.admin().get(path).json().getJsonArray("items").getJsonObject(0);
      assertThat(listed.getString("name")).isEqualTo("INBOX");
      assertThat(listed.getInt("messages")).isEqualTo(1);

      writer.command("s", "SELECT INBOX");
      var after = change(running, person, Json.createObjectBuilder().add("renumber", true).build());
      assertThat((long) after.getJsonNumber("uidValidity").longValue())
          .isGreaterThan(first.validity());
      assertThat(until(writer, "* BYE")).startsWith("* BYE");
    }
    var refused =
        running
            .admin()
            .patch(
                "users/" + person.user() + "/mailboxes/1",
                Json.createObjectBuilder().add("uidNext", 1).build());
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
        .isEqualTo("/uidNext");
    assertThat(running.admin().get("users/" + person.user() + "/mailboxes/77").status())
        .isEqualTo(404);
  }
}
