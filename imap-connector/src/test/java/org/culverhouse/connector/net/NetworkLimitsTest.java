package org.culverhouse.connector.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.culverhouse.api.model.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many connections one client may have, and how fast they may come (S7, S74a). */
class NetworkLimitsTest {
  private static final int MANY = 1000;

  @TempDir Path folder;
  private final RecordingListener listener = new RecordingListener();

  private Listeners started(int connections, int unauthenticated, int acceptRate) throws Exception {
    var networks =
        new NetworkLimits(
            connections, unauthenticated, acceptRate, List.of(Network.parse("127.0.9.0/24")));
    var limits = new Limits(MANY, MANY, networks, 1 << 20, 4096);
    return new Listeners(ListenerConfig.loopback(folder).withLimits(limits), listener).start();
  }

  private static TestClient connected(Listeners listeners, String from) throws Exception {
    return TestClient.from(from, listeners.addresses().imap().orElseThrow());
  }

  private static TestClient greeted(Listeners listeners, String from) throws Exception {
    var client = connected(listeners, from);
    assertThat(client.line()).isEqualTo("* OK hello");
    return client;
  }

  @Test
  void oneConnectionTooManyOfANetworkIsRefusedAndOthersAreNot() throws Exception {
    try (var listeners = started(2, 10, MANY);
        var one = greeted(listeners, "127.0.3.1");
        var two = greeted(listeners, "127.0.3.1");
        var three = connected(listeners, "127.0.3.1");
        var other = greeted(listeners, "127.0.3.2")) {
      assertThat(three.linesUntil("<end>"))
          .containsExactly("* BYE [UNAVAILABLE] too many connections from your network", "<end>");
      assertThat(one.send("a NOOP\r\n").line()).isEqualTo("a OK NOOP done");
      assertThat(two.send("a NOOP\r\n").line()).isEqualTo("a OK NOOP done");
      assertThat(other.send("a NOOP\r\n").line()).isEqualTo("a OK NOOP done");
    }
  }

  @Test
  void aPlaceIsFreeAgainWhenAConnectionHasGone() throws Exception {
    try (var listeners = started(1, 10, MANY)) {
      for (int i = 0; i < 3; i++) {
        try (var client = greeted(listeners, "127.0.3.1")) {
          assertThat(client.send("a LOGOUT\r\n").linesUntil("<end>")).last().isEqualTo("<end>");
        }
        awaitNoConnection();
      }
    }
  }

  /** The listener hears of the end of a session before its connection is forgotten. */
  private void awaitNoConnection() throws Exception {
    while (!listener.events.take().startsWith("CLOSED")) {}
    Thread.sleep(100);
  }

  @Test
  void theOldestOfTheNetworkWithoutALoginMakesRoom() throws Exception {
    try (var listeners = started(10, 2, MANY);
        var stranger = greeted(listeners, "127.0.3.2");
        var user = greeted(listeners, "127.0.3.1")) {
      user.send("a LOGIN u p\r\n").line();
      try (var oldest = greeted(listeners, "127.0.3.1");
          var older = greeted(listeners, "127.0.3.1");
          var newest = greeted(listeners, "127.0.3.1")) {
        assertThat(oldest.linesUntil("<end>"))
            .containsExactly(
                "* BYE [UNAVAILABLE] too many connections from your network wait for a login",
                "<end>");
        for (var client : List.of(stranger, user, older, newest)) {
          assertThat(client.send("b NOOP\r\n").line()).isEqualTo("b OK NOOP done");
        }
      }
    }
  }

  /** S74a: the real user gets in, however many say nothing. */
  @Test
  void silentConnectionsDoNotShutOutALogin() throws Exception {
    var silent = new ArrayList<TestClient>();
    try (var listeners = started(MANY, 20, MANY)) {
      for (int i = 0; i < 60; i++) {
        silent.add(greeted(listeners, "127.0.3.1"));
      }
      try (var user = greeted(listeners, "127.0.3.1")) {
        assertThat(user.send("a LOGIN u p\r\n").line()).isEqualTo("a OK LOGIN done");
      }
      for (var client : silent.subList(0, 41)) {
        assertThat(client.linesUntil("<end>")).last().isEqualTo("<end>");
      }
      for (var client : silent.subList(41, 60)) {
        assertThat(client.send("a NOOP\r\n").line()).isEqualTo("a OK NOOP done");
      }
    } finally {
      for (var client : silent) {
        client.close();
      }
    }
  }

  @Test
  void whoComesTooFastIsRefused() throws Exception {
    try (var listeners = started(MANY, MANY, 3)) {
      int refused = 0;
      for (int i = 0; i < 30; i++) {
        try (var client = connected(listeners, "127.0.3.1")) {
          var greeting = client.line();
          if (!greeting.equals("* OK hello")) {
            assertThat(greeting)
                .isEqualTo("* BYE [UNAVAILABLE] too many new connections from your network");
            refused++;
          }
        }
      }
      assertThat(refused).isPositive();
      greeted(listeners, "127.0.3.2").close();
      Thread.sleep(1100);
      greeted(listeners, "127.0.3.1").close();
    }
  }

  @Test
  void trustedNetworksAreFreeFromAllOfThis() throws Exception {
    try (var listeners = started(1, 1, 1);
        var one = greeted(listeners, "127.0.9.1");
        var two = greeted(listeners, "127.0.9.1");
        var three = greeted(listeners, "127.0.9.1")) {
      for (var client : List.of(one, two, three)) {
        assertThat(client.send("a NOOP\r\n").line()).isEqualTo("a OK NOOP done");
      }
    }
  }
}
