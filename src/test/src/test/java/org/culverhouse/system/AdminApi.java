package org.culverhouse.system;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The REST API as an administrator's script uses it. */
final class AdminApi {
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI base;
  private final String token;

  AdminApi(InetSocketAddress http, String token) {
    this.base = URI.create("http://%s:%d/api/v1/".formatted(http.getHostString(), http.getPort()));
    this.token = token;
  }

  /**
   * @param contentType of the answer, without parameters
   * @param json the body, empty if there is none
   */
  record Reply(int status, String contentType, JsonObject json, String text) {}

  Reply get(String path) throws IOException {
    return send(request(path).GET());
  }

  Reply post(String path, JsonObject body) throws IOException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  Reply patch(String path, JsonObject body) throws IOException {
    return send(
        request(path)
            .header("Content-Type", "application/merge-patch+json")
            .header("If-Match", "*")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  Reply put(String path, JsonObject body) throws IOException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header("If-Match", "*")
            .PUT(HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  Reply delete(String path) throws IOException {
    return send(request(path).header("If-Match", "*").DELETE());
  }

  AdminApi withToken(String other) {
    return new AdminApi(new InetSocketAddress(base.getHost(), base.getPort()), other);
  }

  /** Makes the domain if it is not there yet. */
  void createDomain(String name) throws IOException {
    var reply = post("domains", Json.createObjectBuilder().add("name", name).build());
    if (reply.status() != 201 && reply.status() != 409) {
      throw new IOException("domain " + name + ": " + reply);
    }
  }

  void createUser(String address, String password) throws IOException {
    var body = Json.createObjectBuilder().add("address", address).add("password", password).build();
    var reply = post("users", body);
    if (reply.status() != 201) {
      throw new IOException("user " + address + ": " + reply);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + token);
  }

  private Reply send(HttpRequest.Builder request) throws IOException {
    try {
      var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      var type = response.headers().firstValue("Content-Type").orElse("");
      var isJson = type.contains("json") && response.body().startsWith("{");
      return new Reply(
          response.statusCode(),
          type.split(";")[0].strip(),
          isJson ? parse(response.body()) : JsonObject.EMPTY_JSON_OBJECT,
          response.body());
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }

  private static JsonObject parse(String body) {
    try (var reader = Json.createReader(new StringReader(body))) {
      return reader.readObject();
    }
  }
}
