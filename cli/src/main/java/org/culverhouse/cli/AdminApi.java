package org.culverhouse.cli;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The REST API of a running server. One thread. */
final class AdminApi implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** HTTP/2 would be switched to by an upgrade, and broken off when the command ends. */
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI base;
  private final String token;

  AdminApi(URI base, String token) {
    this.base = base;
    this.token = token;
  }

  /** One thing. */
  JsonObject get(String path) {
    return send(request(path).GET());
  }

  /** All things of a collection, page by page. */
  List<JsonObject> list(String path) {
    var all = new ArrayList<JsonObject>();
    var next = path;
    while (!next.isEmpty()) {
      var page = get(next);
      all.addAll(page.getJsonArray("items").getValuesAs(JsonObject.class));
      var cursor = page.getJsonObject("page").getString("next", "");
      next = cursor.isEmpty() ? "" : with(path, "cursor", cursor);
    }
    return all;
  }

  private static String with(String path, String name, String value) {
    return path + (path.contains("?") ? "&" : "?") + name + "=" + segment(value);
  }

  JsonObject post(String path, JsonObject body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString())));
  }

  /** A change whatever the thing is like now: the person at the shell has not seen a version. */
  JsonObject patch(String path, JsonObject body) {
    return send(
        request(path)
            .header("Content-Type", "application/merge-patch+json")
            .header("If-Match", "*")
            .method("PATCH", BodyPublishers.ofString(body.toString())));
  }

  JsonObject put(String path, JsonObject body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header("If-Match", "*")
            .PUT(BodyPublishers.ofString(body.toString())));
  }

  void delete(String path) {
    send(request(path).header("If-Match", "*").DELETE());
  }

  /** Text that may stand between two slashes of a path, or as a value behind a question mark. */
  static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(PATIENCE)
        .header("Accept", "application/json, application/problem+json")
        .header("Authorization", "Bearer " + token);
  }

  private JsonObject send(HttpRequest.Builder request) {
    try {
      var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      var body = parse(response.body());
      if (response.statusCode() >= 400) {
        throw refused(response.statusCode(), body);
      }
      return body;
    } catch (IOException e) {
      throw new Failure(
          ExitCode.UNAVAILABLE, "the server at " + base.getAuthority() + " does not answer: " + e);
    } catch (InterruptedException e) {
      throw new Failure(ExitCode.TEMPFAIL, "interrupted");
    }
  }

  private static JsonObject parse(String body) {
    if (!body.startsWith("{")) {
      return JsonValue.EMPTY_JSON_OBJECT;
    }
    try (var reader = Json.createReader(new StringReader(body))) {
      return reader.readObject();
    } catch (JsonException e) {
      throw new Failure(ExitCode.SOFTWARE, "the server's answer is not JSON: " + e.getMessage());
    }
  }

  /** A problem (RFC 9457) in one line. */
  private static Failure refused(int status, JsonObject problem) {
    var text = new StringBuilder();
    text.append(problem.getString("detail", problem.getString("title", "status " + status)));
    if (problem.get("errors") instanceof jakarta.json.JsonArray errors) {
      var each =
          errors.getValuesAs(JsonObject.class).stream()
              .map(error -> error.getString("pointer", "") + " " + error.getString("detail", ""))
              .collect(Collectors.joining("; "));
      text.append(": ").append(each);
    }
    return new Failure(code(status), text.toString());
  }

  private static ExitCode code(int status) {
    return switch (status) {
      case 401, 403 -> ExitCode.NOPERM;
      case 404 -> ExitCode.NOUSER;
      case 400, 409, 412, 422 -> ExitCode.DATAERR;
      case 429, 503 -> ExitCode.TEMPFAIL;
      default -> ExitCode.SOFTWARE;
    };
  }

  @Override
  public void close() {
    client.close();
  }
}
