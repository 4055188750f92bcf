package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines that are no commands, or more than that. */
class HostileWireIT extends HostileCase {
  HostileWireIT(SharedServer.Running running) {
    super(running);
  }

  /** CVE-2026-27857, CVE-2026-42006. */
  @Test
  void c32ParenthesesWithoutEnd() throws IOException {
    costsAtMost(
        MIB,
        100,
        () ->
            many(
                100,
                () -> {
                  var client = stranger();
                  client.send("a NOOP " + "(".repeat(8_000));
                  return client;
                }));
    for (var paren : List.of("(", ")")) {
      try (var client = stranger()) {
        client.sendIfTaken("a NOOP " + paren.repeat(50_000));
        assertThat(client.answer("a")).startsWith("* BYE [LIMIT]");
      }
    }
    try (var client = selected(0)) {
      refusesAndGoesOn(client, "SEARCH " + "(".repeat(50_000));
      refusesAndGoesOn(client, "LIST (" + "(".repeat(50_000));
      refusesAndGoesOn(client, "FETCH 1 (" + "(".repeat(50_000));
    }
  }

  /** An end by BYE is one line in the log, without what was sent. */
  @Test
  void c34LinesWithoutEnd() throws IOException {
    long ends = linesOfTheLog(" is ended: A command may have ");
    for (int length : new int[] {20_000, 10 * MIB}) {
      try (var client = stranger()) {
        client.sendIfTaken("a".repeat(length));
        assertThat(client.answer("a")).startsWith("* BYE [LIMIT]");
      }
    }
    try (var client = user()) {
      client.sendIfTaken("a".repeat(10 * MIB));
      assertThat(client.answer("a")).startsWith("* BYE [LIMIT]");
    }
    await()
        .untilAsserted(
            () -> assertThat(linesOfTheLog(" is ended: A command may have ")).isEqualTo(ends + 3));
    assertThat(linesOfTheLog("aaaaaaaa")).isZero();
  }

  /** CVE-2019-11500. */
  @Test
  void c35Nul() throws IOException {
    try (var client = selected(1)) {
      for (var command :
          List.of(
              "NO\0OP",
              "CREATE a\0b",
              "CREATE \"a\0b\"",
              "CREATE {3+}\r\na\0b",
              "SEARCH SUBJECT \"\0\"",
              "FETCH 1 BODY[HEADER.FIELDS (\"a\0\")]",
              "STORE 1 FLAGS (a\0b)",
              "LIST \"\" \"\0\"",
              "APPEND INBOX {3+}\r\na\0b",
              "ID (\"a\" \"\0\")")) {
        refusesAndGoesOn(client, command);
      }
      client.send("\0 NOOP\r\n");
      assertThat(client.line()).startsWith("* BAD");
      goesOn(client, "NUL in the tag");
    }
  }

  /** CVE-2021-40111. */
  @Test
  void c37CommandsThatBreakOff() throws IOException {
    var person = running.newPerson("cut");
    for (var command :
        List.of(
            "LOGIN {3}\r\nabc {3+}\r\n",
            "AUTHENTICATE PLAIN\r\nAGEAYg==\r\n", "ID (\"a\" {2+}\r\nxy)\r\n")) {
      for (int end = 0; end <= command.length(); end++) {
        try (var client = stranger()) {
          client.send(("a " + command).substring(0, end));
          within(SLACK, command.substring(0, end), client::endsWith);
        }
      }
    }
    for (var command :
        List.of(
            "APPEND INBOX (\\Seen) {5}\r\nab\r\nc {3+}\r\nabc\r\n",
            "STATUS {5+}\r\nINBOX (MESSAGES UIDNEXT)\r\n",
            "LIST (SUBSCRIBED) \"\" (% {1+}\r\n*) RETURN (CHILDREN)\r\n",
            "IDLE\r\nDONE\r\n",
            "COMPRESS DEFLATE\r\nb NOOP\r\n")) {
      for (int end = 0; end <= command.length(); end += 2) {
        try (var client = user(person)) {
          client.send(("a " + command).substring(0, end));
          within(SLACK, command.substring(0, end), client::endsWith);
        }
      }
    }
  }

  @Test
  void c38Nesting() throws IOException {
    try (var client = selected(3)) {
      for (var command :
          List.of(
              "SEARCH " + "NOT ".repeat(10_000) + "ALL",
              "SEARCH " + "OR ALL ".repeat(5_000) + "ALL",
              "SEARCH " + "(".repeat(10_000) + "ALL" + ")".repeat(10_000),
              "FETCH 1:3 BODY[" + "1.".repeat(2_000) + "1]",
              "FETCH 1:3 BODY.PEEK[" + "1.".repeat(2_000) + "MIME]",
              "UID SEARCH " + "NOT (".repeat(5_000) + "ALL" + ")".repeat(5_000))) {
        assertThat(prompt(client, command))
            .as(command.substring(0, 40))
            .matches("a (OK|BAD|NO) .*")
            .doesNotContain("SERVERBUG");
        goesOn(client, command.substring(0, 40));
      }
    }
  }

  /** CVE-2015-8077, CVE-2015-8078. */
  @Test
  void c40Numbers() throws IOException {
    try (var client = selected(2)) {
      for (var set :
          List.of("4294967296", "0", "1:0", "-1", "99999999999999999999", "1,,2", "1:")) {
        refusesAndGoesOn(client, "UID FETCH " + set + " UID");
      }
      for (var set : List.of("1:4294967295", "*:4294967295", "4294967295", "*", "4294967295:1")) {
        assertThat(prompt(client, "UID FETCH " + set + " UID")).as(set).startsWith("a OK");
      }
      refusesAndGoesOn(client, "FETCH 1 BODY.PEEK[]<0.0>");
      refusesAndGoesOn(client, "FETCH 1 BODY.PEEK[]<0.9223372036854775808>");
      for (var part : List.of("0.99999999999", "4294967295.4294967295", "9223372036854775807.1")) {
        assertThat(prompt(client, "FETCH 1 BODY.PEEK[]<" + part + ">")).as(part).startsWith("a OK");
      }
      assertThat(prompt(client, "UID FETCH " + "1,".repeat(16_383) + "1 UID")).startsWith("a OK");
      refusesAndGoesOn(client, "UID FETCH " + "1,".repeat(16_384) + "1 UID");
      assertThat(prompt(client, "UID FETCH " + "1,".repeat(100_000) + "1 UID"))
          .startsWith("* BYE [LIMIT]");
    }
  }

  @Test
  void c47OtherProtocols() throws IOException {
    for (var hello :
        List.of(
            "GET / HTTP/1.1\r\nHost: x\r\nAccept: */*\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\na LOGIN x y\r\n",
            "EHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n",
            "\u0016\u0003\u0001\n\n\n\n",
            "\u00AC\u00ED\0\u0005sr\n\n\n\n")) {
      try (var client = stranger()) {
        client.sendIfTaken(hello);
        String line = client.line();
        String last = line;
        while (!line.equals("<end>")) {
          last = line;
          line = client.line();
        }
        assertThat(last).as(hello).startsWith("* BYE [CLIENTBUG]");
      }
    }
  }

  @Test
  void c49Charsets() throws IOException {
    try (var client = selected(1)) {
      assertThat(prompt(client, "SEARCH CHARSET x-bogus SUBJECT a"))
          .startsWith("a NO [BADCHARSET (UTF-8 US-ASCII");
      for (var charset : List.of("ISO-2022-JP", "ISO-2022-KR", "UTF-7", "UTF-16", "x-JIS0208")) {
        var bomb = "\33$B\33(B".repeat(2_000);
        client.send("a SEARCH CHARSET " + charset + " SUBJECT {" + bomb.length() + "}\r\n");
        var line = client.line();
        if (line.startsWith("+")) {
          client.send(bomb + "\r\n");
          line = within(SLACK, charset, () -> client.answer("a"));
        }
        assertThat(line).as(charset).matches("a (OK|NO|BAD) .*").doesNotContain("SERVERBUG");
        goesOn(client, charset);
      }
    }
  }
}
