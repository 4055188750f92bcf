package org.culverhouse.connector.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.culverhouse.api.ImapSession.Presence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of a session, as seen from both of its ends. */
class SessionsOverSocketsTest {
  @TempDir Path folder;
  private final RecordingListener listener = new RecordingListener();
  private Listeners listeners;

  @BeforeEach
  void start() throws Exception {
    listeners = new Listeners(ListenerConfig.loopback(folder), listener).start();
  }

  @AfterEach
  void stop() {
    listeners.close();
  }

  private TestClient connect() throws Exception {
    return new TestClient(listeners.addresses().imap().orElseThrow());
  }

  private TestClient greeted() throws Exception {
    var client = connect();
    assertThat(client.line()).isEqualTo("* OK hello");
    return client;
  }

  private TestClient loggedIn() throws Exception {
    var client = greeted();
    assertThat(client.send("in LOGIN u p\r\n").line()).isEqualTo("in OK LOGIN done");
    return client;
  }

  @Test
  void theListenerGreets() throws Exception {
    try (var client = connect()) {
      assertThat(client.line()).isEqualTo("* OK hello");
    }
  }

  @Test
  void aCommandIsAnswered() throws Exception {
    try (var client = greeted()) {
      assertThat(client.send("a NOOP\r\n").line()).isEqualTo("a OK NOOP done");
    }
  }

  @Test
  void aLongCommandCanSeeThatItsClientHasGone() throws Exception {
    var client = loggedIn();
    var session = listener.sessions.take();
    client.send("a NAMESPACE\r\n");
    assertThat(session.presence()).isEqualTo(Presence.PRESENT);
    client.reset();
    await().until(() -> session.presence() == Presence.GONE);
    listener.gate.release();
  }

  @Test
  void octetByOctetIsAsGoodAsAtOnce() throws Exception {
    try (var client = greeted()) {
      for (var octet : "a NOOP\r\n".split("")) {
        client.send(octet);
      }
      assertThat(client.line()).isEqualTo("a OK NOOP done");
    }
  }

  @Test
  void pipelinedCommandsAreAnsweredInOrderAndInTheStateOfTheirTurn() throws Exception {
    try (var client = greeted()) {
      client.send("a LOGIN u p\r\nb SELECT INBOX\r\nc CLOSE\r\nd LOGOUT\r\n");
      assertThat(client.linesUntil("<end>"))
          .containsExactly(
              "a OK LOGIN done",
              "b OK SELECT done",
              "c OK CLOSE done",
              "* BYE bye",
              "d OK LOGOUT done",
              "<end>");
    }
  }

  /** Also when the listener says nothing of it. */
  @Test
  void anAnswerToAChallengeHasABound() throws Exception {
    for (boolean quiet : List.of(false, true)) {
      listener.keepsLossToItself = quiet;
      try (var client = greeted()) {
        client.send("a AUTHENTICATE PLAIN\r\n").line();
        client.send("x".repeat(20_000));
        assertThat(client.linesUntil("<end>"))
            .containsExactly("* BYE [LIMIT] The line may have 16384 octets", "<end>");
      }
    }
  }

  @Test
  void aFloodOfCommandsIsAnsweredInOrder() throws Exception {
    try (var client = greeted()) {
      var flood = new StringBuilder();
      IntStream.range(0, 20_000).forEach(i -> flood.append("t%d NOOP\r\n".formatted(i)));
      var sender = Thread.ofVirtual().start(() -> sendQuietly(client, flood.toString()));
      for (int i = 0; i < 20_000; i++) {
        assertThat(client.line()).isEqualTo("t" + i + " OK NOOP done");
      }
      sender.join();
    }
  }

  private static void sendQuietly(TestClient client, String text) {
    try {
      client.send(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void logoutIsAnsweredAndTheConnectionClosed() throws Exception {
    try (var client = greeted()) {
      client.send("a LOGOUT\r\n");
      assertThat(client.linesUntil("<end>"))
          .containsExactly("* BYE bye", "a OK LOGOUT done", "<end>");
    }
    assertThat(listener.eventsSoFar()).containsExactly("LOGOUT a", "CLOSED 1");
  }

  @Test
  void whoSendsEverythingAndEndsItsOutputStillGetsAllAnswers() throws Exception {
    try (var client = connect()) {
      client.send("a NOOP\r\nb CAPABILITY\r\n");
      client.endOutput();
      assertThat(client.linesUntil("<end>"))
          .containsExactly("* OK hello", "a OK NOOP done", "b OK CAPABILITY done", "<end>");
    }
  }

  @Test
  void aBrokenConnectionIsToldToTheListenerOnce() throws Exception {
    var client = greeted();
    client.send("a NOOP\r\n");
    client.line();
    client.reset();
    await().until(() -> listener.eventsSoFar().contains("CLOSED 1"));
    listeners.close();
    assertThat(listener.eventsSoFar()).containsExactly("NOOP a", "CLOSED 1");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aConnectionThatBreaksDuringAChallengeIsNoFailure(boolean quietListener) throws Exception {
    listener.keepsLossToItself = quietListener;
    var client = greeted();
    client.send("a AUTHENTICATE PLAIN\r\n").line();
    client.reset();
    await().until(() -> listener.eventsSoFar().contains("CLOSED 1"));
    assertThat(listener.eventsSoFar()).containsExactly("AUTHENTICATE a", "LOST", "CLOSED 1");
  }

  @Test
  void aFailureOfTheListenerEndsTheSessionWithAnId() throws Exception {
    try (var client = loggedIn()) {
      client.send("a CREATE x\r\nb NOOP\r\n");
      assertThat(client.linesUntil("<end>"))
          .containsExactly("* BYE [SERVERBUG] internal error, id 1-2", "<end>");
    }
    assertThat(listener.eventsSoFar()).containsExactly("LOGIN in", "CREATE a", "CLOSED 1");
  }

  /** What the listener says of it would be taken for octets of the message. */
  @Test
  void anAnswerThatBreaksOffWithinALiteralIsTheLast() throws Exception {
    try (var client = loggedIn()) {
      client.send("a DELETE x\r\nb NOOP\r\n");
      var lines = client.linesUntil("<end>");
      assertThat(lines.getFirst()).isEqualTo("* 1 FETCH (BODY[] {10000}");
      assertThat(lines.get(1)).matches("x*(<end>)?");
      assertThat(lines).hasSizeLessThanOrEqualTo(3);
    }
    assertThat(listener.eventsSoFar()).containsExactly("LOGIN in", "DELETE a", "CLOSED 1");
  }

  @Test
  void somebodyElseCanEndASession() throws Exception {
    try (var client = greeted()) {
      listener.sessions.take().disconnect(Optional.empty(), "go away");
      assertThat(client.linesUntil("<end>")).containsExactly("* BYE go away", "<end>");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void endingASessionEndsItsWaitForAnAnswerToAChallenge(boolean quietListener) throws Exception {
    listener.keepsLossToItself = quietListener;
    try (var client = greeted()) {
      client.send("a AUTHENTICATE PLAIN\r\n");
      assertThat(client.line()).isEqualTo("+ d2hvPw==");
      listener.sessions.take().disconnect(Optional.empty(), "go away");
      assertThat(client.linesUntil("<end>")).containsExactly("* BYE go away", "<end>");
    }
  }

  @Test
  void aChallengeIsAnswered() throws Exception {
    try (var client = greeted()) {
      client.send("a AUTHENTICATE PLAIN\r\n");
      assertThat(client.line()).isEqualTo("+ d2hvPw==");
      assertThat(client.send("bWU=\r\n").line()).isEqualTo("a OK hello me");
    }
  }

  @Test
  void anAnswerToAChallengeMayComeTogetherWithTheCommand() throws Exception {
    try (var client = greeted()) {
      client.send("a AUTHENTICATE PLAIN\r\nbWU=\r\nb NOOP\r\n");
      assertThat(client.linesUntil("b "))
          .containsExactly("+ d2hvPw==", "a OK hello me", "b OK NOOP done");
    }
  }

  @Test
  void aChallengeCanBeDeclined() throws Exception {
    try (var client = greeted()) {
      client.send("a AUTHENTICATE PLAIN\r\n").line();
      assertThat(client.send("*\r\n").line()).isEqualTo("a BAD given up");
    }
  }

  @Test
  void anotherProtocolIsNotListenedToForLong() throws Exception {
    try (var client = greeted()) {
      client.send("GET / HTTP/1.1\r\nHost: localhost\r\nUser-Agent: x\r\n\r\n");
      assertThat(client.linesUntil("<end>"))
          .hasSize(5)
          .contains("* BYE [CLIENTBUG] this is an IMAP server");
    }
  }

  @Test
  void stoppingSaysByeToEverybody() throws Exception {
    try (var one = greeted();
        var other = loggedIn()) {
      listeners.close();
      assertThat(one.linesUntil("<end>"))
          .containsExactly("* BYE [UNAVAILABLE] the server is shutting down", "<end>");
      assertThat(other.linesUntil("<end>"))
          .containsExactly("* BYE [UNAVAILABLE] the server is shutting down", "<end>");
    }
    assertThat(listener.eventsSoFar()).contains("CLOSED 1", "CLOSED 2");
  }

  @Test
  void stoppingLetsTheRunningCommandEnd() throws Exception {
    try (var client = loggedIn()) {
      client.send("a NAMESPACE\r\nb NOOP\r\n");
      await().until(() -> listener.eventsSoFar().contains("NAMESPACE a"));
      var stopping = Thread.ofVirtual().start(listeners::close);
      await().until(() -> isRefused(listeners.addresses().imap().orElseThrow()));
      listener.gate.release();
      assertThat(client.linesUntil("<end>"))
          .containsExactly(
              "a OK NAMESPACE done", "* BYE [UNAVAILABLE] the server is shutting down", "<end>");
      stopping.join();
    }
  }

  private static boolean isRefused(InetSocketAddress address) {
    try (var client = new TestClient(address)) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void whoSendsFasterThanItIsServedHasToWait() throws Exception {
    try (var client = loggedIn()) {
      var session = listener.sessions.take();
      int commands = 300_000;
      client.send("a NAMESPACE\r\n");
      var sender =
          Thread.ofVirtual().start(() -> sendQuietly(client, "n NOOP\r\n".repeat(commands)));
      await()
          .during(Duration.ofMillis(300))
          .until(session::bytesIn, received -> received < 200_000);
      listener.gate.release();
      assertThat(client.linesUntil("a ")).containsExactly("a OK NAMESPACE done");
      for (int i = 0; i < commands; i++) {
        assertThat(client.line()).isEqualTo("n OK NOOP done");
      }
      sender.join();
    }
  }

  @Test
  void nobodyIsGreetedBeforeTheListenerIsReady() throws Exception {
    var late = new RecordingListener();
    late.ready.set(false);
    try (var notYet = new Listeners(ListenerConfig.loopback(folder), late).start();
        var client = new TestClient(notYet.addresses().imap().orElseThrow())) {
      assertThat(late.sessions).isEmpty();
      late.ready.set(true);
      assertThat(client.line()).isEqualTo("* OK hello");
    }
  }
}
