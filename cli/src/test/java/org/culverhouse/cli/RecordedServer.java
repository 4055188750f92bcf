package org.culverhouse.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;

/** Answers as it was told to, and keeps what it was asked; has a data folder like a real server. */
final class RecordedServer implements AutoCloseable {
  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final Queue<Answer> answers = new ArrayDeque<>();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  RecordedServer(Path dataFolder) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    Files.createDirectories(dataFolder.resolve("run"));
    Files.writeString(
        dataFolder.resolve(RunningServer.FILE),
        "pid=%d\nhttp=127.0.0.1:%d\n"
            .formatted(ProcessHandle.current().pid(), server.getAddress().getPort()));
    Files.writeString(dataFolder.resolve(RunningServer.TOKEN), "imt_secret\n");
  }

  RecordedServer answering(int status, String body) {
    answers.add(new Answer(status, body));
    return this;
  }

  /** {@code METHOD path [token] body} of each request. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var token = exchange.getRequestHeaders().getFirst("Authorization");
    requests.add(
        "%s %s [%s] %s"
            .formatted(exchange.getRequestMethod(), exchange.getRequestURI(), token, body)
            .strip());
    var answer = answers.remove();
    var octets = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), octets.length == 0 ? -1 : octets.length);
    exchange.getResponseBody().write(octets);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
