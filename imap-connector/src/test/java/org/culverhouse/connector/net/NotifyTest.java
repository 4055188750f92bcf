package org.culverhouse.connector.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.culverhouse.api.ImapSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** NOTIFY (RFC 5465): what is told while no command is on its way, and when it has to wait. */
class NotifyTest {
  private static final Duration A_WHILE = Duration.ofMillis(300);

  @TempDir Path folder;
  private final RecordingListener listener = new RecordingListener();
  private Listeners listeners;
  private TestClient client;
  private ImapSession session;

  @BeforeEach
  void connect() throws Exception {
    listeners = new Listeners(ListenerConfig.loopback(folder), listener).start();
    client = new TestClient(listeners.addresses().imap().orElseThrow());
    client.line();
    client.send("in LOGIN u p\r\n").line();
    session = listener.sessions.take();
    notifySet();
  }

  private void notifySet() throws Exception {
    assertThat(client.send("n NOTIFY SET (personal (MailboxName))\r\n").line()).startsWith("n OK");
  }

  @AfterEach
  void close() throws Exception {
    listener.gate.release(100);
    client.close();
    listeners.close();
  }

  private void hearsNothing() {
    await().during(A_WHILE).until(() -> !listener.eventsSoFar().contains("CHANGED"));
  }

  @Test
  void aWakeReachesTheClientWithoutIdle() throws Exception {
    for (int round = 0; round < 300; round++) {
      session.wake();
      assertThat(client.line()).isEqualTo("* 23 EXISTS");
    }
  }

  @Test
  void aWakeDuringACommandReachesTheClientBehindItsAnswer() throws Exception {
    client.send("a NAMESPACE\r\n");
    await().until(() -> listener.eventsSoFar().contains("NAMESPACE a"));
    session.wake();
    hearsNothing();
    listener.gate.release();
    assertThat(client.line()).isEqualTo("a OK NAMESPACE done");
    assertThat(client.line()).isEqualTo("* 23 EXISTS");
  }

  /** The numbers in a command that has come are those that its client knew. */
  @Test
  void aWakeWaitsForEachCommandThatHasCome() throws Exception {
    client.send("a NAMESPACE\r\n");
    await().until(() -> listener.eventsSoFar().contains("NAMESPACE a"));
    long before = session.bytesIn();
    client.send("b NOOP\r\nc NOOP\r\n");
    await().pollDelay(A_WHILE).until(() -> session.bytesIn() > before);
    session.wake();
    listener.gate.release();
    assertThat(client.linesUntil("* 23"))
        .containsExactly("a OK NAMESPACE done", "b OK NOOP done", "c OK NOOP done", "* 23 EXISTS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a NO", "a CREATE {3+}\r\nx", "a APPEND x {5+}\r\n12", "a DELETE {3}\r\n"})
  void aWakeWaitsForACommandThatHasComeInPart(String part) throws Exception {
    client.send(part);
    if (part.endsWith("{3}\r\n")) {
      assertThat(client.line()).startsWith("+");
    }
    await().pollDelay(A_WHILE).until(() -> true);
    session.wake();
    hearsNothing();
    client.send(part.equals("a NO") ? "OP\r\n" : "345\r\n");
    if (part.startsWith("a NO")) {
      assertThat(client.linesUntil("* 23")).containsExactly("a OK NOOP done", "* 23 EXISTS");
    }
  }

  @Test
  void idleListensToo() throws Exception {
    assertThat(client.send("i IDLE\r\n").line()).isEqualTo("+ idling");
    session.wake();
    assertThat(client.line()).isEqualTo("* 23 EXISTS");
    assertThat(listener.eventsSoFar()).contains("CHANGED IN IDLE");
    assertThat(client.send("DONE\r\n").line()).isEqualTo("i OK DONE done");
    session.wake();
    assertThat(client.line()).isEqualTo("* 23 EXISTS");
    assertThat(listener.eventsSoFar()).contains("CHANGED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NOTIFY NONE", "UNAUTHENTICATE"})
  void afterwardsAWakeWaitsForIdle(String end) throws Exception {
    assertThat(client.send("a " + end + "\r\n").line()).startsWith("a OK");
    session.wake();
    hearsNothing();
    if (end.startsWith("NOTIFY")) {
      client.send("i IDLE\r\n").line();
      session.wake();
      assertThat(client.line()).isEqualTo("* 23 EXISTS");
    }
  }

  /** The thread sleeps on what the client does not read; wakes meanwhile cost nothing. */
  @Test
  void aClientThatGoesAwayIsForgotten() throws Exception {
    client.close();
    await().until(() -> listener.eventsSoFar().contains("CLOSED 1"));
    session.wake();
    hearsNothing();
  }
}
