package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Names that cost more than others. */
class HostileNamesIT extends HostileCase {
  HostileNamesIT(SharedServer.Running running) {
    super(running);
  }

  /** CVE-2021-40110. */
  @Test
  void c36WildcardsOfList() throws IOException {
    try (var client = user()) {
      for (int i = 0; i < 200; i++) {
        assertThat(client.command("c", "CREATE " + "a".repeat(60) + i)).startsWith("c OK");
      }
      for (var wildcard : List.of("*", "%")) {
        var pattern = (wildcard + "a").repeat(30) + wildcard + "z";
        client.command("l", "LIST \"\" \"" + pattern + "\"");
        long begun = System.nanoTime();
        for (int i = 0; i < 100; i++) {
          assertThat(client.command("l", "LIST \"\" \"" + pattern + "\"")).startsWith("l OK");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun).toMillis() / 100)
            .as("milliseconds a LIST")
            .isLessThan(50);
      }
    }
  }

  /** CVE-2021-33582: names of the same hash. */
  @Test
  void c39CollidingNames() throws IOException {
    var names = colliding(10);
    try (var client = selected(1)) {
      var keywords = String.join(" ", names.subList(0, 900));
      assertThat(
              within(SLACK, "STORE", () -> client.command("a", "STORE 1 FLAGS (" + keywords + ")")))
          .startsWith("a OK");
      assertThat(
              within(
                  SLACK,
                  "FETCH",
                  () ->
                      client.command(
                          "a",
                          "FETCH 1 BODY.PEEK[HEADER.FIELDS (" + String.join(" ", names) + ")]")))
          .startsWith("a OK");
      var header =
          colliding(16).stream().map(name -> name + ": x\r\n").collect(Collectors.joining());
      var message = header + "\r\nbody\r\n";
      client.send("a APPEND INBOX {" + message.length() + "}\r\n");
      assertThat(client.line()).startsWith("+");
      assertThat(
              within(
                  SLACK,
                  "APPEND",
                  () -> {
                    client.send(message + "\r\n");
                    return client.answer("a");
                  }))
          .startsWith("a OK");
      assertThat(within(SLACK, "FETCH", () -> client.command("a", "FETCH 2 (ENVELOPE BODY)")))
          .startsWith("a OK");
    }
  }

  /** 2 to the power of the pairs; Aa and BB have the same hash. */
  private static List<String> colliding(int pairs) {
    return IntStream.range(0, 1 << pairs)
        .mapToObj(
            number ->
                IntStream.range(0, pairs)
                    .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
                    .collect(Collectors.joining()))
        .toList();
  }

  @Test
  void c46Keywords() throws IOException {
    try (var client = selected(1)) {
      String answer = "a OK";
      int stored = 0;
      for (int i = 0; i < 50 && answer.startsWith("a OK"); i++) {
        int first = 100 * i;
        var keywords =
            IntStream.range(first, first + 100)
                .mapToObj(number -> "keyword" + number)
                .collect(Collectors.joining(" "));
        answer = prompt(client, "STORE 1 +FLAGS.SILENT (" + keywords + ")");
        stored = answer.startsWith("a OK") ? first + 100 : stored;
      }
      assertThat(answer).startsWith("a NO [LIMIT]");
      assertThat(stored).isLessThanOrEqualTo(1000);
      goesOn(client, "STORE");
      refusesAndGoesOn(client, "STORE 1 +FLAGS (" + "k".repeat(10_240) + ")");
      refusesAndGoesOn(client, "STORE 1 +FLAGS (" + "k".repeat(256) + ")");
    }
  }
}
