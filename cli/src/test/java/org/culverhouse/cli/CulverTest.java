package org.culverhouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CulverTest {
  private static final String TOKEN = "[Bearer imt_secret] ";

  @TempDir Path data;
  private RecordedServer server;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void start() throws IOException {
    server = new RecordedServer(data);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aUserIsAddedWithThePasswordFromStandardInput() {
    server.answering(200, "{\"name\":\"example.org\"}").answering(201, "{}");

    int code = culverReading("secret word\n", "user", "add", "ada@example.org", "--password-stdin");

    assertThat(err).hasToString("");
    assertThat(code).isZero();
    assertThat(server.requests())
        .containsExactly(
            "GET /api/v1/domains/example.org [Bearer imt_secret]",
            "POST /api/v1/users "
                + TOKEN
                + "{\"address\":\"ada@example.org\",\"password\":\"secret word\"}");
  }

  @Test
  void aUserOfAnUnknownDomainIsRefusedAndSaysHowToAddIt() {
    server.answering(404, "{\"title\":\"Not found\"}");

    assertThat(culver("user", "add", "ada@example.net")).isEqualTo(67);
    assertThat(err.toString()).contains("no domain example.net", "--create-domain").hasLineCount(1);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void theDomainIsMadeOnWish() {
    server.answering(404, "{}").answering(201, "{}").answering(201, "{}");

    assertThat(culver("user", "add", "ada@example.net", "--create-domain")).isZero();
    assertThat(server.requests())
        .element(1)
        .isEqualTo(
            "POST /api/v1/domains " + TOKEN + "{\"name\":\"example.net\",\"description\":\"\"}");
  }

  @Test
  void limitsAreSetAndTakenAway() {
    server.answering(200, "{}");

    assertThat(
            culver(
                "user",
                "set",
                "a@b.c",
                "--quota",
                "2GB",
                "--connections",
                "none",
                "--state",
                "disabled"))
        .isZero();
    assertThat(server.requests())
        .containsExactly(
            "PATCH /api/v1/users/a%40b.c "
                + TOKEN
                + "{\"state\":\"disabled\",\"quota\":{\"storageBytes\":2000000000},"
                + "\"limits\":{\"maxConnections\":null}}");
  }

  @Test
  void aLimitThatIsNoNumberIsAUsageFault() {
    assertThat(culver("user", "set", "a@b.c", "--connections", "many")).isEqualTo(64);
    assertThat(err.toString()).contains("'many' is neither").hasLineCount(1);
  }

  @Test
  void nothingToChangeIsAUsageFault() {
    assertThat(culver("user", "set", "a@b.c")).isEqualTo(64);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void aListIsFollowedThroughAllItsPages() {
    server
        .answering(
            200, "{\"items\":[{\"name\":\"a.org\",\"users\":1}],\"page\":{\"next\":\"x y\"}}")
        .answering(200, "{\"items\":[{\"name\":\"long-name.org\",\"users\":12}],\"page\":{}}");

    assertThat(culver("domain", "list")).isZero();

    assertThat(server.requests()).element(1).asString().contains("limit=500&cursor=x%20y");
    assertThat(out.toString().lines())
        .containsExactly(
            "NAME           USERS  DESCRIPTION",
            "a.org          1      -",
            "long-name.org  12     -");
  }

  @Test
  void aListForProgramsIsJson() {
    server.answering(
        200, "{\"items\":[{\"name\":\"a.org\",\"users\":1}],\"page\":{\"next\":null}}");

    assertThat(culver("domain", "list", "-o", "json")).isZero();
    assertThat(out.toString().strip()).isEqualTo("[{\"name\":\"a.org\",\"users\":1}]");
  }

  @Test
  void whatTheServerFindsWrongIsToldInOneLine() {
    server.answering(
        422,
        "{\"detail\":\"The user is not valid\",\"errors\":["
            + "{\"pointer\":\"/address\",\"detail\":\"must be an address\"}]}");

    assertThat(culver("user", "set", "a@b.c", "--name", "x")).isEqualTo(65);
    assertThat(err.toString())
        .contains("The user is not valid: /address must be an address")
        .hasLineCount(1);
  }

  @Test
  void severalUsersAreRemoved() {
    server.answering(204, "").answering(204, "");

    assertThat(culver("user", "rm", "a@b.c", "d@b.c")).isZero();
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void withoutARunningServerTheAnswerTellsHowToFindOne() throws IOException {
    Files.delete(data.resolve(RunningServer.FILE));

    assertThat(culver("user", "list")).isEqualTo(69);
    assertThat(err.toString()).contains("culver serve", "--data").hasLineCount(1);
  }

  @Test
  void aServerThatHasDiedIsNotTakenForARunningOne() throws IOException {
    Files.writeString(data.resolve(RunningServer.FILE), "pid=" + Long.MAX_VALUE + "\nhttp=x:1\n");

    assertThat(culver("user", "list")).isEqualTo(69);
  }

  @Test
  void anEmptyPasswordIsRefused() {
    assertThat(culverReading("\n", "user", "set", "a@b.c", "--password-stdin")).isEqualTo(65);
  }

  private int culverReading(String input, String... arguments) {
    var before = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    try {
      return culver(arguments);
    } finally {
      System.setIn(before);
    }
  }

  private int culver(String... arguments) {
    var all = new ArrayList<String>();
    Collections.addAll(all, arguments);
    Collections.addAll(all, "--data", data.toString());
    CommandLine line = Culver.commandLine((folder, config) -> Map.of());
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return Culver.run(line, all.toArray(String[]::new));
  }
}
