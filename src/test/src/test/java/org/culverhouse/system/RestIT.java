package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.culverhouse.script.ImapConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The REST API: users and domains come and go, and refusals are problem+json (RFC 9457). */
@ExtendWith(SharedServer.class)
class RestIT {
  @Test
  void aUserIsMadeReadChangedAndRemoved(SharedServer.Running running) throws IOException {
    var admin = running.admin();
    var created = admin.post("users", user("rest@example.org", "Passw0rd-rest"));
    assertThat(created.status()).as(created.toString()).isEqualTo(201);
    assertThat(created.text()).doesNotContain("Passw0rd-rest");

    var read = admin.get("users/rest@example.org");
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.json().getString("address")).isEqualTo("rest@example.org");
    assertThat(admin.get("users?q=rest@").json().getJsonArray("items")).hasSize(1);

    var renamed =
        admin.patch(
            "users/rest@example.org",
            Json.createObjectBuilder().add("displayName", "R. Est").build());
    assertThat(renamed.status()).as(renamed.toString()).isEqualTo(200);
    assertThat(admin.get("users/rest@example.org").json().getString("displayName"))
        .isEqualTo("R. Est");

    assertThat(admin.delete("users/rest@example.org").status()).isBetween(200, 204);
    assertThat(admin.get("users/rest@example.org").status()).isEqualTo(404);
  }

  @Test
  void aNewPasswordHoldsAtOnce(SharedServer.Running running) throws IOException {
    var person = running.newPerson("password");
    var reply =
        running
            .admin()
            .put(
                "users/" + person.user() + "/password",
                Json.createObjectBuilder().add("password", "Another-1-pass").build());
    assertThat(reply.status()).as(reply.toString()).isEqualTo(204);

    try (var connection = ImapConnection.open(running.imap())) {
      connection.read();
      assertThat(connection.command("a", "LOGIN %s %s".formatted(person.user(), person.password())))
          .contains("a NO [AUTHENTICATIONFAILED]");
      assertThat(connection.command("b", "LOGIN %s Another-1-pass".formatted(person.user())))
          .contains("b OK");
    }
  }

  @Test
  void refusalsAreProblems(SharedServer.Running running) throws IOException {
    var admin = running.admin();
    var person = running.newPerson("taken");

    assertProblem(admin.get("users/nobody@example.org"), 404);
    assertProblem(admin.post("users", user(person.user(), "Passw0rd-x")), 409);
    assertProblem(admin.withToken("wrong").get("users"), 401);
    assertProblem(admin.get("no-such-thing"), 404);
    assertProblem(
        admin.post("domains", Json.createObjectBuilder().add("name", "example.org").build()), 409);
  }

  @Test
  void whatIsNotValidIsPointedAt(SharedServer.Running running) throws IOException {
    var person = running.newPerson("invalid");
    var body =
        Json.createObjectBuilder()
            .add("quota", Json.createObjectBuilder().add("storageBytes", -1))
            .build();

    var reply = running.admin().patch("users/" + person.user(), body);

    assertProblem(reply, 422);
    var error = reply.json().getJsonArray("errors").getJsonObject(0);
    assertThat(error.getString("pointer")).isEqualTo("/quota/storageBytes");
    assertThat(error.getString("code")).isNotEmpty();
    assertThat(error.getString("detail")).isNotEmpty();
  }

  @Test
  void aBadAddressIsPointedAt(SharedServer.Running running) throws IOException {
    var reply = running.admin().post("users", user("no address", "Passw0rd-x"));

    assertProblem(reply, 422);
    assertThat(reply.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
        .isEqualTo("/address");
  }

  @Test
  void theTokenIsForItsOwnerOnly(SharedServer.Running running) throws IOException {
    var token = running.server().data().resolve("admin-token");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
        .isEqualTo("rw-------");
  }

  private static JsonObject user(String address, String password) {
    return Json.createObjectBuilder().add("address", address).add("password", password).build();
  }

  private static void assertProblem(AdminApi.Reply reply, int status) {
    assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
    assertThat(reply.contentType()).as(reply.toString()).isEqualTo("application/problem+json");
    assertThat(reply.json().getInt("status")).isEqualTo(status);
    assertThat(reply.json().getString("title")).isNotEmpty();
    assertThat(reply.json().getString("type")).isNotEmpty();
  }
}
