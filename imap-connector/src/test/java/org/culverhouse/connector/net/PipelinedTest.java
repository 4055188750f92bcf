package org.culverhouse.connector.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that do not wait for the answers of others (RFC 9051 section 5.5). */
class PipelinedTest {
  @TempDir Path folder;
  private final RecordingListener listener = new RecordingListener();
  private Listeners listeners;
  private TestClient client;

  @BeforeEach
  void connect() throws Exception {
    listeners = new Listeners(ListenerConfig.loopback(folder), listener).start();
    client = greeted();
  }

  @AfterEach
  void close() throws Exception {
    listener.gate.release(100);
    client.close();
    listeners.close();
  }

  private TestClient greeted() throws Exception {
    var fresh = new TestClient(listeners.addresses().imap().orElseThrow());
    fresh.line();
    return fresh;
  }

  /** The second is judged in the state that the first leads to, wherever the octets are cut. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          | LOGIN u p | SELECT x | b OK
          | NOOP | SELECT x | b BAD SELECT is not allowed before login
          LOGIN u p | SELECT x | FETCH 1 UID | b OK
          LOGIN u p | NOOP | FETCH 1 UID | b BAD FETCH is not allowed without a selected mailbox
          LOGIN u p | UNAUTHENTICATE | STATUS x (UIDNEXT) | b BAD STATUS is not allowed before login
          LOGIN u p | UNAUTHENTICATE | LOGIN v p | b OK
          LOGIN u p | LOGIN v p | NOOP | b OK
          LOGIN u p | COMPRESS GZIP | NOOP | b OK
          | AUTHENTICATE PLAIN bm8= | NOOP | b BAD the answer
          """)
  void theSecondIsJudgedInTheStateOfItsTurn(
      String before, String first, String second, String answer) throws Exception {
    var pair = "a " + first + "\r\nb " + second + "\r\n";
    if (first.startsWith("AUTHENTICATE")) {
      // The second line is the answer to the challenge, and no command.
      client.send(pair);
      assertThat(client.linesUntil("a ")).noneMatch(line -> line.startsWith("b "));
      return;
    }
    for (int cut = 1; cut < pair.length(); cut++) {
      try (var other = greeted()) {
        if (before != null) {
          other.send("x " + before + "\r\n").line();
        }
        other.send(pair.substring(0, cut));
        other.send(pair.substring(cut));
        assertThat(other.linesUntil("b ").getLast()).as("cut at " + cut).startsWith(answer);
      }
    }
  }

  /** The first command ends the session, or what the second is: it is not run. */
  @Test
  void nothingRunsBehindTheLastCommand() throws Exception {
    client.send("a LOGIN u p\r\nb LOGOUT\r\nc SUBSCRIBE x\r\n");
    assertThat(client.linesUntil("<end>"))
        .containsExactly("a OK LOGIN done", "* BYE bye", "b OK LOGOUT done", "<end>");
    assertThat(listener.eventsSoFar()).doesNotContain("SUBSCRIBE c");
  }

  @Test
  void answersDoNotWaitForACommandThatTakesTime() throws Exception {
    client.send("in LOGIN u p\r\n").line();
    client.send("a NOOP\r\nb CAPABILITY\r\nc SUBSCRIBE x\r\nd NOOP\r\n");
    assertThat(client.line()).isEqualTo("a OK NOOP done");
    assertThat(client.line()).isEqualTo("b OK CAPABILITY done");
    assertThat(listener.eventsSoFar()).doesNotContain("NOOP d");
    listener.gate.release();
    assertThat(client.line()).isEqualTo("c OK SUBSCRIBE done");
    assertThat(client.line()).isEqualTo("d OK NOOP done");
  }

  /** While a command runs, so much is read ahead and no more. */
  @Test
  void aClientThatSendsAheadHasToWait() throws Exception {
    client.send("in LOGIN u p\r\n").line();
    var session = listener.sessions.take();
    client.send("a SUBSCRIBE x\r\n");
    await().until(() -> listener.eventsSoFar().contains("SUBSCRIBE a"));
    int commands = 1_000_000;
    var sender =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    client.send("b NOOP\r\n".repeat(commands));
                  } catch (java.io.IOException e) {
                    // The test is over.
                    assertThat(e).isNotNull();
                  }
                });
    await().during(Duration.ofMillis(300)).until(session::bytesIn, octets -> octets < 192 * 1024);
    assertThat(session.bytesIn()).isGreaterThan(32 * 1024);
    listener.gate.release();
    assertThat(client.line()).isEqualTo("a OK SUBSCRIBE done");
    for (int i = 0; i < commands; i++) {
      assertThat(client.line()).isEqualTo("b OK NOOP done");
    }
    sender.join();
  }

  @Test
  void aThousandPipelinedCommandsAreAnsweredInOrder() throws Exception {
    client.send("in LOGIN u p\r\n").line();
    var commands = new StringBuilder();
    var kinds = List.of("NOOP", "CAPABILITY", "SELECT x", "CHECK", "CLOSE");
    for (int i = 0; i < 1000; i++) {
      commands.append("t").append(i).append(' ').append(kinds.get(i % 5)).append("\r\n");
    }
    client.send(commands.toString());
    for (int i = 0; i < 1000; i++) {
      assertThat(client.line())
          .isEqualTo("t" + i + " OK " + kinds.get(i % 5).split(" ")[0] + " done");
    }
  }
}
