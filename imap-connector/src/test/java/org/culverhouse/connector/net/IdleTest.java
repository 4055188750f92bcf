package org.culverhouse.connector.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.culverhouse.api.model.Network;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** IDLE (RFC 2177), and what a connection costs that does nothing. */
class IdleTest {
  @TempDir Path folder;
  private final RecordingListener listener = new RecordingListener();
  private Listeners listeners;

  @BeforeEach
  void start() throws Exception {
    var trusted = new NetworkLimits(1, 1, 1, List.of(Network.parse("127.0.0.1")));
    var limits = new Limits(10_000, 1_000, trusted, 1 << 20, 4096);
    var config = ListenerConfig.loopback(folder).withLimits(limits);
    listeners = new Listeners(config, listener).start();
  }

  @AfterEach
  void stop() {
    listeners.close();
  }

  private TestClient loggedIn() throws Exception {
    var client = new TestClient(listeners.addresses().imap().orElseThrow());
    client.line();
    client.send("in LOGIN u p\r\n").line();
    return client;
  }

  private TestClient idling() throws Exception {
    var client = loggedIn();
    assertThat(client.send("i IDLE\r\n").line()).isEqualTo("+ idling");
    return client;
  }

  @Test
  void doneEndsIdle() throws Exception {
    try (var client = idling()) {
      assertThat(client.send("done\r\n").line()).isEqualTo("i OK DONE done");
      assertThat(client.send("a NOOP\r\n").line()).isEqualTo("a OK NOOP done");
    }
  }

  @Test
  void doneMayComeTogetherWithIdle() throws Exception {
    try (var client = loggedIn()) {
      client.send("i IDLE\r\nDONE\r\na NOOP\r\n");
      assertThat(client.linesUntil("a "))
          .containsExactly("+ idling", "i OK DONE done", "a OK NOOP done");
    }
  }

  @Test
  void anythingElseThanDoneEndsIdleWithBad() throws Exception {
    try (var client = idling()) {
      assertThat(client.send("a NOOP\r\n").line()).isEqualTo("i BAD IDLE ends with DONE");
      assertThat(client.send("b NOOP\r\n").line()).isEqualTo("b OK NOOP done");
    }
  }

  @Test
  void aWakeReachesTheClient() throws Exception {
    try (var client = idling()) {
      listener.sessions.take().wake();
      assertThat(client.line()).isEqualTo("* 23 EXISTS");
    }
  }

  @Test
  void aWakeWithoutIdleWaitsForNothing() throws Exception {
    try (var client = loggedIn()) {
      listener.sessions.take().wake();
      assertThat(client.send("a NOOP\r\n").line()).isEqualTo("a OK NOOP done");
    }
    await().until(() -> listener.eventsSoFar().contains("CLOSED 1"));
    assertThat(listener.eventsSoFar()).doesNotContain("CHANGED");
  }

  @Test
  void everyWakeDuringIdleIsFollowedByATelling() throws Exception {
    try (var client = loggedIn()) {
      var session = listener.sessions.take();
      for (int round = 0; round < 300; round++) {
        client.send("i IDLE\r\n");
        // The listener has begun with IDLE; the wake races with the rest of it.
        awaitEvent("IDLE i");
        session.wake();
        assertThat(client.line()).isEqualTo("+ idling");
        assertThat(client.line()).isEqualTo("* 23 EXISTS");
        client.send("DONE\r\n");
        client.linesUntil("i OK");
      }
    }
  }

  private void awaitEvent(String event) throws InterruptedException {
    while (!listener.events.take().equals(event)) {}
  }

  @Test
  void aClientThatLeavesDuringIdleIsForgotten() throws Exception {
    var client = idling();
    client.close();
    await().until(() -> listener.eventsSoFar().contains("CLOSED 1"));
  }

  @Test
  void aThousandIdleConnectionsNeedNoThread() throws Exception {
    var clients = new ArrayList<TestClient>();
    try {
      clients.add(idling());
      int threads = ManagementFactory.getThreadMXBean().getThreadCount();
      for (int i = 0; i < 1000; i++) {
        clients.add(idling());
      }
      await().until(() -> virtualThreads().isEmpty());
      assertThat(ManagementFactory.getThreadMXBean().getThreadCount())
          .isLessThanOrEqualTo(threads + carriers());
      for (var client : clients) {
        assertThat(client.send("DONE\r\n").line()).isEqualTo("i OK DONE done");
      }
    } finally {
      for (var client : clients) {
        client.close();
      }
    }
  }

  /** The threads that run virtual threads come and go; idle connections do not add to them. */
  private static int carriers() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** The threads of sessions, from a thread dump: virtual threads are in no other list. */
  private List<String> virtualThreads() throws Exception {
    var dump = folder.resolve("threads-" + System.nanoTime() + ".json");
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.JSON);
    return Pattern.compile("\"name\": \"imap-\\d+\"")
        .matcher(Files.readString(dump))
        .results()
        .map(MatchResult::group)
        .toList();
  }
}
