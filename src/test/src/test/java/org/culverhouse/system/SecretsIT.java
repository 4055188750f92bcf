package org.culverhouse.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.culverhouse.script.ImapConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** C-23: a password goes through every door, right and wrong, and stands in no log. */
@ExtendWith(SharedServer.class)
class SecretsIT {
  private static final String CANARY = "kanarienvogel-7f3a";

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(ISO_8859_1));
  }

  @Test
  void aPasswordStandsInNoLog(SharedServer.Running running) throws IOException {
    var person = running.newPerson("canary");
    var admin = running.admin();
    admin.put("users/" + person.user() + "/password", password());
    var plain = base64("\0" + person.user() + "\0" + CANARY);
    for (var command :
        List.of(
            "LOGIN " + person.user() + " " + CANARY,
            "LOGIN " + person.user() + " " + CANARY + "x",
            "LOGIN " + CANARY + " " + person.user(),
            "LOGIN " + CANARY,
            "LOGIN " + person.user() + " " + CANARY + " more",
            "LOGNI " + person.user() + " " + CANARY,
            "AUTHENTICATE PLAIN " + plain,
            "AUTHENTICATE PLAIN " + plain + "%",
            "AUTHENTICATE PLAIN " + base64(CANARY),
            "AUTHENTICATE LOGIN " + base64(CANARY),
            "AUTHENTICATE " + CANARY,
            "AUTHENTICATE SCRAM-SHA-256 " + base64("n,,n=" + CANARY + ",r=" + CANARY),
            "ID (\"name\" \"" + person.user() + "\")")) {
      try (var connection = ImapConnection.open(running.imap())) {
        connection.read();
        connection.send("a " + command + "\r\n");
        for (var answer = connection.read(); !answer.startsWith("a "); ) {
          if (answer.startsWith("+")) {
            connection.send(base64(CANARY) + "\r\n");
          }
          answer = connection.read();
        }
      }
    }
    assertThat(logs(running))
        .contains("login failed")
        .doesNotContain(CANARY, base64(CANARY), plain);
    assertThat(admin.get("penalties").toString()).doesNotContain(CANARY);
  }

  private static jakarta.json.JsonObject password() {
    return jakarta.json.Json.createObjectBuilder().add("password", CANARY).build();
  }

  private static String logs(SharedServer.Running running) throws IOException {
    try (var files = Files.walk(running.server().data().resolve("log"))) {
      return files
              .filter(Files::isRegularFile)
              .map(SecretsIT::read)
              .collect(Collectors.joining("\n"))
          + running.server().log();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
