package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.culverhouse.script.Target;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What attackers send, each case by its number in the list of known attacks, against the built
 * server. Of each one: the server lives, others are served, what it costs has a bound, and no
 * failure of ours is behind the answer. {@code BudgetTest} has the budgets to the octet.
 */
@ExtendWith(SharedServer.class)
class HostileWireIT {
  private static final int MIB = 1 << 20;
  private static final Duration PROMPT = Duration.ofSeconds(1);

  /** This is one of several processes on the machine; what hangs takes longer. */
  private static final Duration SLACK = Duration.ofSeconds(2);

  private final SharedServer.Running running;
  private final ServerProbe probe;
  private HostileClient witness;
  private long failures;

  HostileWireIT(SharedServer.Running running) {
    this.running = running;
    this.probe = new ServerProbe(running.server());
  }

  @BeforeEach
  void lookAround() throws IOException {
    witness = user(running.newPerson("witness"));
    failures = failuresInTheLog();
  }

  @AfterEach
  void othersAreServed() throws IOException {
    long begun = System.nanoTime();
    assertThat(witness.command("w", "NOOP")).startsWith("w OK");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SLACK);
    witness.close();
    assertThat(failuresInTheLog()).as("stack traces of ours").isEqualTo(failures);
  }

  private long failuresInTheLog() throws IOException {
    return linesOfTheLog("at org.culverhouse");
  }

  private long linesOfTheLog(String part) throws IOException {
    long count = 0;
    try (var logs = Files.list(running.server().data().resolve("log"))) {
      for (var log : logs.filter(file -> file.toString().endsWith(".log")).toList()) {
        count += Files.readAllLines(log).stream().filter(line -> line.contains(part)).count();
      }
    }
    return count;
  }

  private HostileClient stranger() throws IOException {
    return HostileClient.stranger(running.imap());
  }

  private HostileClient user(Target.Person person) throws IOException {
    return HostileClient.user(running.imap(), person);
  }

  private HostileClient user() throws IOException {
    return user(running.newPerson("hostile"));
  }

  private HostileClient selected(int messages) throws IOException {
    var client = user();
    for (int i = 0; i < messages; i++) {
      var message = "Subject: " + i + "\r\n\r\nx\r\n";
      client.send("m APPEND INBOX {" + message.length() + "+}\r\n" + message + "\r\n");
      assertThat(client.answer("m")).startsWith("m OK");
    }
    assertThat(client.command("s", "SELECT INBOX")).startsWith("s OK");
    return client;
  }

  /** Answered soon, and the connection goes on. */
  private static void refusesAndGoesOn(HostileClient client, String command) throws IOException {
    assertThat(prompt(client, command)).as(command).matches("(a|[*]) (BAD|NO) .*");
    goesOn(client, command);
  }

  private static void goesOn(HostileClient client, String command) throws IOException {
    assertThat(client.command("z", "NOOP")).as("after " + command).startsWith("z OK");
  }

  private static String prompt(HostileClient client, String command) throws IOException {
    return within(
        SLACK,
        command,
        () -> {
          client.send("a " + command + "\r\n");
          String line = client.line();
          while (!line.matches("(a |[+]|[*] BAD|[*] BYE|<end>).*")) {
            line = client.line();
          }
          return line;
        });
  }

  private interface Call<T> {
    T make() throws IOException;
  }

  private static <T> T within(Duration most, String what, Call<T> call) throws IOException {
    long begun = System.nanoTime();
    var result = call.make();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).as(what).isLessThan(most);
    return result;
  }

  /** What the clients have cost each while they hold on to it. */
  private void costsAtMost(long octets, int clients, Call<List<HostileClient>> attack)
      throws IOException {
    long before = probe.liveHeap();
    var attackers = attack.make();
    try {
      assertThat(attackers).hasSize(clients);
      assertThat((probe.liveHeap() - before) / clients).as("octets a client").isLessThan(octets);
    } finally {
      for (var attacker : attackers) {
        attacker.close();
      }
    }
  }

  private List<HostileClient> many(int clients, Call<HostileClient> one) throws IOException {
    var all = new ArrayList<HostileClient>();
    for (int i = 0; i < clients; i++) {
      all.add(one.make());
    }
    return all;
  }

  /** CVE-2024-34055, CVE-2024-37358, CVE-2025-61600. */
  @Test
  void c30ManyLiterals() throws IOException {
    costsAtMost(
        MIB,
        40,
        () ->
            many(
                40,
                () -> {
                  var client = stranger();
                  client.send("a LOGIN {65535}\r\n");
                  assertThat(client.line()).startsWith("+");
                  client.send("x".repeat(65_000));
                  return client;
                }));
    var person = running.newPerson("literals");
    costsAtMost(
        8 * MIB,
        10,
        () ->
            many(
                10,
                () -> {
                  var client = user(person);
                  client.command("s", "SELECT INBOX");
                  client.send("a SEARCH");
                  for (int i = 0; i < 10; i++) {
                    client.send(" SUBJECT {100000}\r\n");
                    assertThat(client.line()).startsWith("+");
                    client.send("x".repeat(100_000));
                  }
                  return client;
                }));
    try (var client = selected(0)) {
      client.send("a SEARCH");
      String line = "+";
      for (int i = 0; i < 100_000 && line.startsWith("+"); i++) {
        client.send(" SUBJECT {100000}\r\n");
        line = client.line();
        if (line.startsWith("+")) {
          client.send("x".repeat(100_000));
        }
      }
      assertThat(line).startsWith("a NO [TOOBIG]");
      goesOn(client, "SEARCH");
      refusesAndGoesOn(client, "STATUS {131073}");
      assertThat(prompt(client, "LIST \"\" {5000+}\r\n" + "x".repeat(5000)))
          .startsWith("a BAD [TOOBIG]");
      goesOn(client, "LIST");
    }
  }

  @Test
  void c31HugeLiterals() throws IOException {
    var sizes =
        List.of("{100000000}", "{4294967296}", "{99999999999999999999}", "{-1}", "{0x10}", "{}");
    try (var client = stranger();
        var appender = user()) {
      for (var size : sizes.subList(0, 2)) {
        refusesAndGoesOn(client, "LOGIN " + size);
      }
      for (var size : sizes) {
        refusesAndGoesOn(appender, "APPEND INBOX " + size);
        refusesAndGoesOn(appender, "CREATE " + size);
      }
      assertThat(prompt(appender, "APPEND INBOX {10000000000}")).startsWith("a NO [TOOBIG]");
      assertThat(prompt(appender, "APPEND INBOX {2147483647+}")).startsWith("* BYE [TOOBIG]");
      assertThat(prompt(client, "LOGIN {2147483647+}")).startsWith("* BYE [TOOBIG]");
    }
    // What is only announced costs nothing.
    var person = running.newPerson("announced");
    costsAtMost(
        MIB / 2,
        40,
        () ->
            many(
                40,
                () -> {
                  var client = user(person);
                  client.send("a APPEND INBOX {60000000}\r\n");
                  assertThat(client.line()).startsWith("+");
                  client.send("x");
                  return client;
                }));
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

  /** Seed line S39: what is wrong in front of a literal is told before the literal is asked for. */
  @Test
  void c41LiteralsThatAreRefused() throws IOException {
    try (var client = user()) {
      for (var command :
          List.of(
              "APPEND INBOX data {5}",
              "APPEND INBOX (\\Bogus) \"bad date\" {5}",
              "APPEND INBOX \"31-Feb-2026 00:00:00 +0000\" {5}",
              "APPEND no-such-mailbox data {5}",
              "APPEND INBOX {70000000}",
              "NOOP {5}",
              "BOGUS {5}")) {
        assertThat(within(PROMPT.plus(SLACK), command, () -> prompt(client, command)))
            .as(command)
            .matches("a (BAD|NO) .*");
        goesOn(client, command);
      }
      for (var command :
          List.of(
              "APPEND INBOX data {5+}",
              "APPEND no-such-mailbox {5+}",
              "APPEND INBOX (\\Bogus) {5+}",
              "NOOP {5+}")) {
        client.send("a " + command + "\r\nx y\r\n\r\n");
        assertThat(client.answer("a")).as(command).matches("a (BAD|NO) .*");
        goesOn(client, command);
      }
      client.sendIfTaken("a LIST " + "(".repeat(100_000) + "\r\n");
      assertThat(client.answer("a")).matches("(a BAD|[*] BYE \\[LIMIT]) .*");
    }
    try (var client = stranger()) {
      refusesAndGoesOn(client, "LOGIN {99999999999}");
    }
  }

  @Test
  void c42MessagesThatStandOrFallTogether() throws IOException {
    var message = " {5}\r\n";
    var person = running.newPerson("multiappend");
    try (var client = user(person)) {
      client.send("a APPEND INBOX" + message);
      assertThat(client.line()).startsWith("+");
      client.send("1\r\n2\r\n".substring(0, 5) + message);
      assertThat(client.line()).startsWith("+");
      client.send("12345 (\\Bogus)" + message);
      assertThat(client.answer("a")).startsWith("a BAD");
      goesOn(client, "APPEND");
      assertThat(client.command("s", "STATUS INBOX (MESSAGES)")).startsWith("s OK");
    }
    for (int large : new int[] {100, 3 * MIB}) {
      try (var client = user(person)) {
        for (int i = 0; i < 3; i++) {
          client.send((i == 0 ? "a APPEND INBOX" : "") + " {" + large + "}\r\n");
          assertThat(client.line()).startsWith("+");
          client.send("x".repeat(i < 2 ? large : large / 2));
        }
        client.reset();
      }
    }
    await().untilAsserted(() -> assertThat(spooled()).isZero());
    try (var client = user(person)) {
      client.send("s STATUS INBOX (MESSAGES)\r\n");
      assertThat(client.line()).isEqualTo("* STATUS INBOX (MESSAGES 0)");
    }
  }

  private long spooled() throws IOException {
    var folder = running.server().data().resolve("run/spool");
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (var files = Files.list(folder)) {
      return files.count();
    }
  }

  @Test
  void c43Compression() throws IOException {
    try (var client = stranger()) {
      refusesAndGoesOn(client, "COMPRESS DEFLATE");
    }
    try (var client = compressed(running.newPerson("deflate"))) {
      assertThat(client.command("a", "COMPRESS DEFLATE")).startsWith("a NO [COMPRESSIONACTIVE]");
      for (var octet : "b NOOP\r\n".split("")) {
        client.send(octet);
      }
      assertThat(client.answer("b")).startsWith("b OK");
      long before = probe.liveHeap();
      client.sendIfTaken("x".repeat(256 * MIB));
      assertThat(client.answer("a")).startsWith("* BYE [LIMIT]");
      assertThat(probe.liveHeap() - before).isLessThan(MIB);
    }
    try (var client = compressed(running.newPerson("commands"))) {
      client.send("b NOOP\r\n".repeat(100_000));
      assertThat(witness.command("w", "NOOP")).startsWith("w OK");
      for (int i = 0; i < 100_000; i++) {
        assertThat(client.line()).startsWith("b OK");
      }
    }
    try (var client = user()) {
      assertThat(client.command("a", "COMPRESS DEFLATE")).startsWith("a OK");
      client.sendIfTaken("b NOOP\r\n" + "\u00FF".repeat(1000));
      client.deflate();
      assertThat(client.answer("b")).startsWith("* BYE [CLIENTBUG]");
    }
  }

  private HostileClient compressed(Target.Person person) throws IOException {
    var client = user(person);
    assertThat(client.command("on", "COMPRESS DEFLATE")).startsWith("on OK");
    client.deflate();
    return client;
  }

  /** Seed line S78, and what a compressed connection costs outside the heap. */
  @Test
  void c43ManyCompressedConnections() throws IOException {
    var people = IntStream.range(0, 10).mapToObj(i -> running.newPerson("compressed")).toList();
    for (var person : people) {
      user(person).close();
    }
    long descriptors = probe.descriptors();
    long before = probe.residentMemory();
    var clients = new ArrayList<HostileClient>();
    for (int i = 0; i < 400; i++) {
      var client = compressed(people.get(i % 10));
      assertThat(client.command("a", "LIST \"\" *")).startsWith("a OK");
      clients.add(client);
    }
    assertThat((probe.residentMemory() - before) / clients.size())
        .as("octets a connection")
        .isLessThan(300 * 1024);
    for (var client : clients) {
      client.reset();
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(probe.descriptors()).isLessThanOrEqualTo(descriptors + 5));
  }

  /**
   * Seed line S77 too: gigabytes are asked for, and nobody reads. Of a large message a block of 256
   * KiB is at hand, which was checked before any of it is sent.
   */
  @Test
  void c45ClientsThatDoNotRead() throws Exception {
    var small = running.newPerson("unread");
    try (var client = user(small)) {
      fill(client, 100, 2_000);
    }
    var large = running.newPerson("unread");
    try (var client = user(large)) {
      fill(client, 1, 10 * MIB);
    }
    long cut = linesOfTheLog("is cut: nothing was read for");
    var begun = System.nanoTime();
    var clients = new ArrayList<HostileClient>();
    clients.addAll(unread(small, 256 * 1024));
    clients.addAll(unread(large, 384 * 1024));
    assertThat(witness.command("w", "NOOP")).startsWith("w OK");
    Thread.sleep(Duration.ofSeconds(75).minusNanos(System.nanoTime() - begun).toMillis());
    assertThat(linesOfTheLog("is cut: nothing was read for")).isEqualTo(cut + clients.size());
    for (var client : clients) {
      // What was on its way is read, and then there is an end: the answers were never finished.
      assertThat(client.octetsUntilEnd()).isLessThan(20 * MIB);
      client.close();
    }
  }

  private static void fill(HostileClient client, int messages, int octets) throws IOException {
    var message = "Subject: unread\r\n\r\n" + "x".repeat(60).concat("\r\n").repeat(octets / 62);
    for (int i = 0; i < messages; i++) {
      client.send("m APPEND INBOX {" + message.length() + "}\r\n");
      assertThat(client.line()).startsWith("+");
      client.send(message + "\r\n");
      assertThat(client.answer("m")).startsWith("m OK");
    }
  }

  private List<HostileClient> unread(Target.Person person, long mostHeap) throws Exception {
    // What an open mailbox takes is not counted.
    try (var reader = user(person)) {
      reader.command("s", "SELECT INBOX");
      reader.command("a", "FETCH 1:* BODY.PEEK[]<0.1>");
      long before = probe.liveHeap();
      var clients =
          many(
              10,
              () -> {
                var client = user(person);
                client.command("s", "SELECT INBOX");
                client.sendIfTaken("a FETCH 1:* BODY.PEEK[]\r\n".repeat(500));
                return client;
              });
      Thread.sleep(2000);
      assertThat((probe.liveHeap() - before) / clients.size())
          .as("octets a client")
          .isLessThan(mostHeap);
      return clients;
    }
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
