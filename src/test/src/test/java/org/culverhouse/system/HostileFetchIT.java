package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** One FETCH asks for so many items of a message that it could keep a processor for minutes. */
class HostileFetchIT extends HostileCase {
  /** What fits into a command, and into its list. */
  private static final int OCTETS = 64_000;

  private static final int ITEMS = 1_900;

  private static final List<String> USUAL =
      List.of(
          "To", "Cc", "Bcc", "From", "Date", "Sender", "Subject", "Lines", "X-Label", "List-Id");

  HostileFetchIT(SharedServer.Running running) {
    super(running);
  }

  private HostileClient selected(String message) throws IOException {
    var client = selected(0);
    client.send("m APPEND INBOX {" + message.length() + "}\r\n");
    assertThat(client.line()).startsWith("+");
    client.send(message + "\r\n");
    assertThat(client.answer("m")).startsWith("m OK");
    return client;
  }

  /** To as many as fit, the second time: a server that has just started is slow. */
  private static String answer(HostileClient client, IntFunction<String> item) throws IOException {
    var command = new StringBuilder("a FETCH 1 (FLAGS");
    for (int i = 0; command.length() < OCTETS && i < ITEMS; i++) {
      command.append(' ').append(item.apply(i));
    }
    command.append(")\r\n");
    client.send(command.toString());
    client.answer("a");
    return within(
        SLACK,
        item.apply(1),
        () -> {
          client.send(command.toString());
          return client.answer("a");
        });
  }

  @Test
  void c51ManyItemsOfALargeHeader() throws IOException {
    var header = "a:\r\n".repeat(MIB) + "\r\nbody";
    try (var client = selected(header)) {
      assertThat(answer(client, i -> "BODY.PEEK[HEADER.FIELDS (X" + i + ")]"))
          .startsWith("a NO [LIMIT]");
      assertThat(answer(client, i -> "BODY.PEEK[HEADER.FIELDS.NOT (A X" + i + ")]"))
          .startsWith("a NO [LIMIT]");
      var names = " b".repeat(15);
      assertThat(answer(client, i -> "BODY.PEEK[HEADER.FIELDS (X" + i + names + ")]"))
          .startsWith("a NO [LIMIT]");
      // What is usual is answered.
      assertThat(client.command("a", "FETCH 1 BODY.PEEK[HEADER.FIELDS (X-NONE)]"))
          .startsWith("a OK");
      goesOn(client, "FETCH");
    }
  }

  /** Of these fields nothing is read from the message. */
  @Test
  void c51ManyItemsOfFieldsThatAreKept() throws IOException {
    try (var client = selected("Lines: 1\r\n".repeat(6_000) + "\r\nbody")) {
      assertThat(answer(client, HostileFetchIT::someUsual)).startsWith("a NO [LIMIT]");
      assertThat(client.command("a", "FETCH 1 (ENVELOPE BODY.PEEK[HEADER.FIELDS (LINES TO)])"))
          .startsWith("a OK");
      goesOn(client, "FETCH");
    }
  }

  private static String someUsual(int number) {
    var names = new StringBuilder();
    for (int bit = 0; bit < USUAL.size(); bit++) {
      if ((number >> bit & 1) != 0 && !USUAL.get(bit).equals("Lines")) {
        names.append(USUAL.get(bit)).append(' ');
      }
    }
    return "BODY.PEEK[HEADER.FIELDS (" + names + "X-Priority)]<" + number + ".9>";
  }

  @Test
  void c51ManyPiecesOfADecodedPart() throws IOException {
    var part = Base64.getMimeEncoder().encodeToString(new byte[12 * MIB]);
    var message = "Content-Transfer-Encoding: base64\r\n\r\n" + part + "\r\n";
    try (var client = selected(message)) {
      assertThat(answer(client, i -> "BINARY.PEEK[1]<" + i + ".1>")).startsWith("a NO [LIMIT]");
      assertThat(client.command("a", "FETCH 1 (BINARY.SIZE[1] BINARY.PEEK[1]<5000000.9>)"))
          .startsWith("a OK");
      goesOn(client, "FETCH");
    }
  }
}
