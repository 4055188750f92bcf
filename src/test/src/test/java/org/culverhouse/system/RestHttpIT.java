package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What docs/api.md promises to HTTP clients beyond the shapes: versions, bounds, pages, headers.
 */
@ExtendWith(SharedServer.class)
class RestHttpIT {
  private static final String JSON = "application/json";
  private static final String MERGE_PATCH = "application/merge-patch+json";

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void aChangeIsForTheVersionThatWasRead(SharedServer.Running running) throws Exception {
    var path = "users/" + running.newPerson("version").user();
    var tag = etag(send(request(running, path).GET()));

    assertThat(patch(running, path, tag, "{\"displayName\":\"One\"}").statusCode()).isEqualTo(200);
    assertThat(patch(running, path, tag, "{\"displayName\":\"Two\"}").statusCode()).isEqualTo(412);

    var read = send(request(running, path).GET());
    assertThat(read.body()).contains("\"displayName\":\"One\"");
    assertThat(etag(read)).isNotEqualTo(tag);
    assertThat(send(request(running, path).header("If-Match", tag).DELETE()).statusCode())
        .isEqualTo(412);
    assertThat(send(request(running, path).header("If-Match", etag(read)).DELETE()).statusCode())
        .isEqualTo(204);
  }

  @Test
  void aChangeThatNamesNoVersionIsRefused(SharedServer.Running running) throws Exception {
    var path = "users/" + running.newPerson("version").user();

    var patched =
        send(
            request(running, path)
                .header("Content-Type", MERGE_PATCH)
                .method("PATCH", BodyPublishers.ofString("{}")));

    assertThat(patched.statusCode()).isEqualTo(428);
    assertThat(send(request(running, path).DELETE()).statusCode()).isEqualTo(428);
  }

  @Test
  void whatIsMadeSaysWhereItIs(SharedServer.Running running) throws Exception {
    var made = post(running, "users", JSON, "{\"address\":\"100%Sure@example.org\"}");

    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    var location = made.headers().firstValue("Location").orElseThrow();
    assertThat(location).endsWith("/api/v1/users/100%25sure@example.org");
    var read = send(authorized(running, made.uri().resolve(location)).GET());
    assertThat(read.body()).isEqualTo(made.body());
    assertThat(etag(read)).isEqualTo(etag(made));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json | {\"name\":                       | 400",
        "application/json | []                               | 400",
        "application/json | {\"name\":\"a.org\",\"name\":1}  | 400",
        "application/json | {\"name\":\"a.org\",\"nmae\":1}  | 422",
        "text/plain       | {\"name\":\"a.org\"}             | 415",
        "application/json | {}                               | 422"
      })
  void aBodyThatDoesNotFitIsRefused(
      String type, String body, int status, SharedServer.Running running) throws Exception {
    var reply = post(running, "domains", type, body);

    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
    assertIsProblem(reply);
  }

  @Test
  void aBodyBeyondTheBoundIsRefusedWithAndWithoutALength(SharedServer.Running running)
      throws Exception {
    var large = "{\"name\":\"" + "x".repeat(70_000) + "\"}";
    var stream = BodyPublishers.fromPublisher(BodyPublishers.ofString(large));

    assertThat(post(running, "domains", JSON, large).statusCode()).isEqualTo(413);
    var chunked = send(request(running, "domains").header("Content-Type", JSON).POST(stream));
    assertThat(chunked.statusCode()).isEqualTo(413);
    assertIsProblem(chunked);
  }

  @Test
  void methodsAndMediaTypesThatAreNotThereAreProblemsToo(SharedServer.Running running)
      throws Exception {
    var method = send(request(running, "users").PUT(BodyPublishers.ofString("")));
    var media = send(request(running, "users").setHeader("Accept", "text/html").GET());

    assertThat(method.statusCode()).isEqualTo(405);
    assertThat(method.headers().firstValue("Allow").orElseThrow()).contains("GET", "POST");
    assertIsProblem(method);
    assertThat(media.statusCode()).isEqualTo(406);
    assertIsProblem(media);
  }

  @Test
  void withoutATokenThereIsNothing(SharedServer.Running running) throws Exception {
    for (var path : new String[] {"", "users", "no-such-thing"}) {
      var reply = send(HttpRequest.newBuilder(uri(running, path)).GET());

      assertThat(reply.statusCode()).as(path).isEqualTo(401);
      assertThat(reply.headers().firstValue("WWW-Authenticate").orElseThrow())
          .startsWith("Bearer ");
      assertIsProblem(reply);
    }
  }

  @Test
  void aMisspeltFilterIsRefused(SharedServer.Running running) throws Exception {
    var reply = send(request(running, "users?domian=example.org").GET());

    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).contains("domian");
  }

  @Test
  void aListIsReadPageByPageInBothDirections(SharedServer.Running running) throws Exception {
    running.admin().createDomain("pages.example");
    for (int i = 0; i < 5; i++) {
      var body = "{\"address\":\"u%d@pages.example\"}".formatted(i);
      assertThat(post(running, "users", JSON, body).statusCode()).isEqualTo(201);
    }

    var up = addresses(running, "users?domain=pages.example&limit=2&sort=address");
    var down = addresses(running, "users?domain=pages.example&limit=2&sort=-address");

    assertThat(up).hasSize(5).isSorted();
    assertThat(new TreeSet<>(up)).hasSize(5);
    assertThat(down).isEqualTo(up.reversed());
  }

  /** Follows the Link header, as the cursor in the body is followed by the command line. */
  private ArrayList<String> addresses(SharedServer.Running running, String path) throws Exception {
    var all = new ArrayList<String>();
    var next = path;
    while (!next.isEmpty()) {
      var reply = send(request(running, next).GET());
      assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
      try (var reader = Json.createReader(new java.io.StringReader(reply.body()))) {
        var page = reader.readObject();
        assertThat(page.getJsonObject("page").getInt("total")).isEqualTo(5);
        page.getJsonArray("items").getValuesAs(jakarta.json.JsonObject.class).stream()
            .map(user -> user.getString("address"))
            .forEach(all::add);
      }
      var link = reply.headers().firstValue("Link").orElse("");
      next = link.isEmpty() ? "" : "users" + link.substring(1, link.indexOf('>'));
    }
    return all;
  }

  @Test
  void nothingIsKeptByCaches(SharedServer.Running running) throws Exception {
    var reply = send(request(running, "users").GET());

    assertThat(reply.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(reply.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  private static void assertIsProblem(HttpResponse<String> reply) {
    assertThat(reply.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(reply.body()).contains("\"status\":" + reply.statusCode());
  }

  private HttpResponse<String> post(
      SharedServer.Running running, String path, String type, String body) throws Exception {
    return send(
        request(running, path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> patch(
      SharedServer.Running running, String path, String tag, String body) throws Exception {
    return send(
        request(running, path)
            .header("Content-Type", MERGE_PATCH)
            .header("If-Match", tag)
            .method("PATCH", BodyPublishers.ofString(body)));
  }

  private static String etag(HttpResponse<String> reply) {
    return reply.headers().firstValue("ETag").orElseThrow();
  }

  private static HttpRequest.Builder request(SharedServer.Running running, String path)
      throws IOException {
    return authorized(running, uri(running, path));
  }

  private static HttpRequest.Builder authorized(SharedServer.Running running, URI uri)
      throws IOException {
    var token = Files.readString(running.server().data().resolve("admin-token")).strip();
    return HttpRequest.newBuilder(uri)
        .timeout(Duration.ofSeconds(30))
        .header("Accept", "application/json")
        .header("Authorization", "Bearer " + token);
  }

  private static URI uri(SharedServer.Running running, String path) {
    var http = running.server().http();
    return URI.create(
        "http://%s:%d/api/v1/%s".formatted(http.getHostString(), http.getPort(), path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
