package org.culverhouse.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Messages that whoever knows an address can send. Each can be stored, listed, searched and read,
 * in bounded time, and comes back octet by octet. {@code mime.HostileMessagesTest} has the same
 * cases with what becomes of them.
 */
class HostileMessagesIT extends HostileCase {
  private static final Pattern ANNOUNCED = Pattern.compile(".*\\{(\\d+)}");
  private static final String LISTING = "UID FETCH %d (ENVELOPE BODYSTRUCTURE PREVIEW)";

  HostileMessagesIT(SharedServer.Running running) {
    super(running);
  }

  private HostileClient reader() throws IOException {
    return selected(0);
  }

  /** Stores a message and returns its UID. */
  private static int append(HostileClient client, String message) throws IOException {
    client.send("m APPEND INBOX {" + message.length() + "}\r\n");
    assertThat(client.line()).startsWith("+");
    client.send(message + "\r\n");
    var answer = client.answer("m");
    assertThat(answer).startsWith("m OK [APPENDUID ");
    return Integer.parseInt(answer.split("[ \\]]")[4]);
  }

  /** Everything that mail programs do with a message they do not know yet. */
  private static Duration handle(HostileClient client, String what, String message)
      throws IOException {
    long begun = System.nanoTime();
    int uid = within(SLACK, what + ": APPEND", () -> append(client, message));
    for (var command :
        List.of(
            LISTING.formatted(uid),
            "UID FETCH %d BODY".formatted(uid),
            "UID FETCH %d BODY.PEEK[HEADER.FIELDS (FROM TO X-NONE)]".formatted(uid),
            "UID SEARCH UID %d HEADER TO nobody TEXT never-in-it".formatted(uid))) {
      assertThat(within(SLACK, what + ": " + command, () -> client.command("a", command)))
          .as("%s: %s", what, command)
          .startsWith("a OK");
    }
    var taken = Duration.ofNanos(System.nanoTime() - begun);
    comesBack(client, uid, message);
    return taken;
  }

  private static void comesBack(HostileClient client, int uid, String message) throws IOException {
    client.send("b UID FETCH " + uid + " BODY.PEEK[]\r\n");
    var announced = ANNOUNCED.matcher(client.line());
    assertThat(announced.matches()).isTrue();
    var octets = client.octets(Integer.parseInt(announced.group(1)));
    assertThat(new String(octets, ISO_8859_1).equals(message)).as("the same octets").isTrue();
    assertThat(client.answer("b")).startsWith("b OK");
  }

  private static String listed(HostileClient client, int uid) throws IOException {
    client.send("a " + LISTING.formatted(uid) + "\r\n");
    return client.lines("a");
  }

  private static String multipart(int parts, String part) {
    return "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
        + ("--b\r\n" + part).repeat(parts)
        + "--b--\r\n";
  }

  /** CVE-2024-23184. */
  @Test
  void c50ManyAddresses() throws IOException {
    try (var client = reader()) {
      handle(client, "warm up", "To: a@b.example\r\n".repeat(100_000) + "\r\nbody");
      var few = handle(client, "100,000", "To: a@b.example\r\n".repeat(100_000) + "\r\nbody");
      var many = handle(client, "500,000", "To: a@b.example\r\n".repeat(500_000) + "\r\nbody");
      assertThat(many.toMillis()).isLessThan(6 * Math.max(100, few.toMillis()));
      handle(client, "one field", "To: " + "a@b.example, ".repeat(100_000) + "\r\n\r\nbody");
    }
  }

  /** CVE-2024-23185. */
  @Test
  void c51LargeHeaders() throws IOException {
    var person = running.newPerson("header");
    var field = "Subject: " + "x".repeat(20 * MIB) + "\r\nTo: late@example.org\r\n\r\nbody";
    var fields = ("X-Field: " + "x".repeat(900) + "\r\n").repeat(20 * MIB / 912) + "\r\nbody";
    try (var client = user(person)) {
      client.command("s", "SELECT INBOX");
      for (var message : List.of(field, fields)) {
        handle(client, "20 MB", message);
      }
      client.send("a FETCH 1:2 (ENVELOPE BODY.PEEK[HEADER.FIELDS.NOT (TO)])\r\n");
      assertThat(client.lines("a").length()).isLessThan(2 * 10 * MIB).isGreaterThan(MIB);
    }
    try (var client = user(person)) {
      client.command("s", "SELECT INBOX");
      var many = new StringBuilder("FETCH 1:2 (FLAGS");
      for (int i = 0; i < 1_000; i++) {
        many.append(" BODY.PEEK[HEADER.FIELDS.NOT (X").append(i).append(")]");
      }
      refusesAndGoesOn(client, many.append(')').toString());
    }
    // While the answers are not read.
    costsAtMost(
        8 * MIB,
        5,
        () ->
            many(
                5,
                () -> {
                  var client = user(person);
                  client.command("s", "SELECT INBOX");
                  client.send("a FETCH 1:2 BODY.PEEK[HEADER.FIELDS.NOT (TO)]\r\n");
                  assertThat(new String(client.octets(9), ISO_8859_1)).isEqualTo("* 1 FETCH");
                  return client;
                }));
  }

  /** CVE-2020-12100. */
  @Test
  void c52PartsWithinParts() throws IOException {
    try (var client = reader()) {
      for (int depth : new int[] {2_000, 100_000}) {
        var message = new StringBuilder();
        for (int i = 0; i < depth; i++) {
          message.append("Content-Type: multipart/mixed; boundary=b").append(i);
          message.append("\r\n\r\n--b").append(i).append("\r\n");
        }
        handle(client, depth + " multiparts", message.toString());
      }
      handle(client, "siblings", multipart(20_000, "\r\nx\r\n"));
      handle(client, "messages", "Content-Type: message/rfc822\r\n\r\n".repeat(2_000) + "body");
      var deep = "1.".repeat(99) + "1";
      assertThat(prompt(client, "FETCH 1:* BODY.PEEK[" + deep + "]")).matches("[*a] .*");
    }
  }

  /** Lines that look like boundaries are compared with those of a hundred parts. */
  @Test
  void c52BoundariesThatAreNone() throws IOException {
    var message = new StringBuilder();
    for (int i = 10; i < 109; i++) {
      message.append("Content-Type: multipart/mixed; boundary=a").append(i);
      message.append("\r\n\r\n--a").append(i).append("\r\n");
    }
    message.append("\r\n").append("--a1x\n".repeat(500_000));
    try (var client = reader()) {
      handle(client, "boundaries", message.toString());
    }
  }

  /** CVE-2026-26312. */
  @Test
  void c53BoundariesThatAreShared() throws IOException {
    var pieces =
        List.of(
            "--b\r\n",
            "--b--\r\n",
            "--c\r\n",
            "--c--\r\n",
            "Content-Type: message/rfc822\r\n\r\n",
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n",
            "Content-Type: multipart/digest; boundary=c\r\n\r\n",
            "Content-Type: multipart/mixed\r\n\r\n",
            "\r\n",
            "x\r\n");
    var random = new SplittableRandom(53);
    try (var client = reader()) {
      for (int i = 0; i < 200; i++) {
        var message = new StringBuilder(pieces.get(4 + random.nextInt(4)));
        for (int piece = random.nextInt(300); piece > 0; piece--) {
          message.append(pieces.get(random.nextInt(pieces.size())));
        }
        int uid = append(client, message.toString());
        var answer = within(SLACK, "message " + i, () -> listed(client, uid));
        assertThat(answer).as("message " + i).contains("\na OK");
        // No piece makes more than a part, and a message another one.
        assertThat(answer.length()).as("message " + i).isLessThan(20 * 200 * 300);
        comesBack(client, uid, message.toString());
      }
      client.send(
          "a UID SEARCH RETURN (COUNT) BODY never-in-it\r\nb UID FETCH 1:* BODY.PEEK[1.1.2.MIME]\r\n");
      assertThat(client.lines("b")).contains("\na OK").contains("\nb OK");
    }
  }

  /** What the structure of a message takes while it is not read. */
  @Test
  void c53LargeStructures() throws IOException {
    var person = running.newPerson("structure");
    var description = "Content-Description: " + "d".repeat(4_000) + "\r\n\r\nx\r\n";
    try (var client = user(person)) {
      client.command("s", "SELECT INBOX");
      handle(client, "descriptions", multipart(9_999, description));
    }
    costsAtMost(
        8 * MIB,
        5,
        () ->
            many(
                5,
                () -> {
                  var client = user(person);
                  client.command("s", "SELECT INBOX");
                  client.send("a FETCH 1 (BODY BODYSTRUCTURE)\r\n");
                  assertThat(new String(client.octets(9), ISO_8859_1)).isEqualTo("* 1 FETCH");
                  return client;
                }));
  }

  /** CVE-2026-27859. */
  @Test
  void c54ManyContinuations() throws IOException {
    for (int count : new int[] {4_000, 20_000}) {
      var type = new StringBuilder("Content-Type: text/plain");
      for (int i = 0; i < count; i++) {
        type.append(";\r\n n*").append(i).append("*=%C3%BC");
      }
      try (var client = reader()) {
        handle(client, count + " continuations", type.append("\r\n\r\nbody").toString());
        assertThat(listed(client, 1).split("%C3%BC", -1)).hasSize(128 + 1);
      }
    }
  }

  /** CVE-2026-47088. */
  @Test
  void c55HeadersThatEndAnywhere() throws IOException {
    var header =
        "From: (a\\(b\\) \"q\\\"\\\\\" <@r,@s:x@[1.2.3.4]> (c\\\r\n"
            + "To: g:\"\\\r\nDate: Mon, (\\\r\n 1 Jan 2024 1:2:3 (\\\r\n"
            + "Content-Type: text/(x\\)plain; a*0*=\"\\\r\n ;b*1*='%;c*=%4\r\n"
            + "Subject: =?utf-8*x?q?=C3?= =?b?b?\r\nContent-Language: (\\";
    try (var client = reader()) {
      for (int length = 1; length <= header.length(); length++) {
        client.send("m APPEND INBOX {" + length + "+}\r\n" + header.substring(0, length) + "\r\n");
        assertThat(client.answer("m")).as("the first " + length).startsWith("m OK");
      }
      client.send("a FETCH 1:* (ENVELOPE BODYSTRUCTURE PREVIEW)\r\n");
      var answer = within(SLACK, "FETCH", () -> client.lines("a"));
      assertThat(answer).contains("* " + header.length() + " FETCH (").contains("\na OK");
    }
  }

  /** CVE-2017-14461, CVE-2019-19722, CVE-2020-7046, CVE-2020-7957, CVE-2020-10967. */
  @Test
  void c56OddFields() throws IOException {
    var odd =
        List.of(
            "From: \"\"@x, \"\" <\"\">, :;, \u00c3 <@>\r\nSubject: \u00e2\u0082\r\n\r\n",
            "From: a@b " + "(".repeat(50_000) + "\r\nTo: c@d\r\n\r\nbody",
            "From: " + "(".repeat(50_000) + ")".repeat(50_000) + " a@b\r\n\r\nbody",
            "To: " + "g:".repeat(20_000) + ";\r\n\r\n",
            "To: " + "<".repeat(60_000) + "\r\n\r\n",
            "To: " + "\"".repeat(60_001) + "\r\n\r\n",
            "To: " + "\\".repeat(60_001) + "\r\n\r\n",
            "To: <" + "@a,".repeat(20_000) + ":b@c>\r\n\r\n",
            "Subject: " + "=?utf-8?q?=C3?= ".repeat(4_000) + "\r\n\r\n",
            "Subject: " + "=?".repeat(30_000) + "\r\n\r\n",
            ("Subject: " + "=?x-unknown?q?a?= ".repeat(3_000) + "\r\n").repeat(18) + "\r\n",
            ("To: " + "=?x-unknown?q?a?= <a@b>,".repeat(2_500) + "\r\n").repeat(16) + "\r\n",
            "Subject: " + "\u00fc a ".repeat(15_000) + "\r\n\r\n",
            "Subject: " + "Re: [a] ".repeat(8_000) + "(fwd) ".repeat(100) + "\r\n\r\n",
            "References: " + "<a@b> ".repeat(10_000) + "\r\nIn-Reply-To: <\r\n\r\n",
            "Date: " + "(".repeat(50_000) + "\r\n\r\n",
            "Content-Language: " + "a,".repeat(30_000) + "\r\n\r\n",
            "Content-Transfer-Encoding: base64\r\n\r\n" + "=".repeat(100_000),
            "Content-Transfer-Encoding: quoted-printable\r\n\r\n" + "=\r\n".repeat(100_000),
            "Content-Type: text/plain; charset=utf-7\r\n\r\n" + "+AGE".repeat(10_000),
            "Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n" + "\33$B\33(B".repeat(50_000),
            "\r\n",
            "\0".repeat(100),
            ":",
            "\r\n\r\n\r\n");
    try (var client = reader()) {
      for (int i = 0; i < odd.size(); i++) {
        // NUL comes by literal8 only.
        if (odd.get(i).indexOf('\0') < 0) {
          handle(client, "odd " + i, odd.get(i));
        }
      }
      client.send("a APPEND INBOX ~{104+}\r\n" + "\0".repeat(100) + "\r\n\r\n\r\n");
      assertThat(client.answer("a")).startsWith("a OK");
      client.send("a FETCH * (ENVELOPE BODYSTRUCTURE PREVIEW)\r\n");
      assertThat(client.lines("a")).contains("\na OK");
    }
  }

  /** CVE-2020-25275. */
  @Test
  void c57TheLastOfTenThousandParts() throws IOException {
    try (var client = reader()) {
      for (int siblings = 9_996; siblings <= 10_000; siblings++) {
        var message =
            multipart(siblings, "\r\nx\r\n").replace("--b--\r\n", "")
                + "--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\nbody\r\n--b--\r\n";
        handle(client, siblings + " parts and a message", message);
      }
      for (int number = 1; number <= 5; number++) {
        // A message where there is room for it and what is in it, else a part that is none.
        var section = "BODY[" + (9_996 + number) + ".HEADER] ";
        client.send("a FETCH " + number + " BODY.PEEK" + section.substring(4) + "\r\n");
        assertThat(client.lines("a"))
            .contains(section + (number <= 2 ? "{14}" : "NIL"))
            .contains("\na OK");
      }
    }
  }

  /** CVE-2024-45626. */
  @Test
  void c58LongTexts() throws IOException {
    var head = "Content-Type: text/html\r\n";
    try (var client = reader()) {
      for (var body :
          List.of(
              "<p>" + " ".repeat(50 * MIB),
              "<div>".repeat(100_000) + "text",
              "&".repeat(10 * MIB),
              "&amp;lt;".repeat(MIB),
              "&#" + "9".repeat(10 * MIB) + ";",
              "<" + "a".repeat(10 * MIB),
              "<script>" + "</script".repeat(MIB))) {
        handle(client, body.substring(0, 10), head + "\r\n" + body);
      }
      handle(
          client,
          "nothing in base64",
          head + "Content-Transfer-Encoding: base64\r\n\r\n" + "\r\n".repeat(10 * MIB));
    }
  }

  /** CVE-2024-21742, CVE-2025-7962: what an administrator enters gets into no header. */
  @Test
  void c59LineEndsInNames() throws IOException {
    var admin = running.admin();
    for (var end : List.of("\r\n", "\n", "\r", "\0", "\u0085")) {
      var text = "x" + end + "Bcc: evil@example.org";
      var user = Json.createObjectBuilder().add("address", "c59@example.org");
      assertThat(admin.post("users", user.add("displayName", text).build()).status())
          .as("a name")
          .isEqualTo(422);
      var address = Json.createObjectBuilder().add("address", text);
      assertThat(admin.post("users", address.build()).status()).as("an address").isEqualTo(422);
    }
    assertThat(admin.get("users/c59@example.org").status()).isEqualTo(404);
  }

  @Test
  void c63LinesOfAMailboxFile() throws IOException {
    var separators = new ArrayList<String>();
    for (var line :
        List.of("From a@b Mon Jan  1 10:00:00 2024", ">From c", "From ", "Content-Length: 1")) {
      separators.add(line + "\r\n\r\n" + line + "\n" + line + "\r\n");
    }
    try (var client = reader()) {
      for (var lie : List.of("0", "1", "99999999999", "-1", "x")) {
        var head = "From x@y Mon Jan  1 10:00:00 2024\r\nContent-Length: " + lie + "\r\n";
        handle(client, lie, head + "Subject: x\r\n\r\n" + String.join("", separators));
      }
      client.send("a STATUS INBOX (MESSAGES)\r\n");
      assertThat(client.lines("a")).contains("* STATUS INBOX (MESSAGES 5)");
    }
  }
}
