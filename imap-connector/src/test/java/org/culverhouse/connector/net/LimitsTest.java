package org.culverhouse.connector.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many connections there may be, and how long they may take. */
class LimitsTest {
  @TempDir Path folder;
  private final RecordingListener listener = new RecordingListener();

  private Listeners started(ListenerConfig config) throws Exception {
    return new Listeners(config, listener).start();
  }

  private ListenerConfig config() {
    return ListenerConfig.loopback(folder);
  }

  private static TestClient greeted(Listeners listeners) throws Exception {
    var client = new TestClient(listeners.addresses().imap().orElseThrow());
    assertThat(client.line()).isEqualTo("* OK hello");
    return client;
  }

  private static Limits limits(int maxConnections, int maxUnauthenticated) {
    return new Limits(maxConnections, maxUnauthenticated, NetworkLimits.defaults(), 1 << 20, 4096);
  }

  @Test
  void oneConnectionTooManyIsRefused() throws Exception {
    try (var listeners = started(config().withLimits(limits(2, 2)));
        var one = greeted(listeners);
        var two = greeted(listeners);
        var three = new TestClient(listeners.addresses().imap().orElseThrow())) {
      assertThat(three.linesUntil("<end>"))
          .containsExactly("* BYE [UNAVAILABLE] too many connections", "<end>");
      assertThat(one.send("a NOOP\r\n").line()).isEqualTo("a OK NOOP done");
      assertThat(two.send("a NOOP\r\n").line()).isEqualTo("a OK NOOP done");
    }
  }

  @Test
  void theOldestWithoutALoginMakesRoom() throws Exception {
    try (var listeners = started(config().withLimits(limits(10, 2)));
        var user = greeted(listeners)) {
      user.send("a LOGIN u p\r\n").line();
      try (var oldest = greeted(listeners);
          var older = greeted(listeners);
          var newest = greeted(listeners)) {
        assertThat(oldest.linesUntil("<end>"))
            .containsExactly("* BYE [UNAVAILABLE] too many connections wait for a login", "<end>");
        assertThat(older.send("a NOOP\r\n").line()).isEqualTo("a OK NOOP done");
        assertThat(newest.send("a NOOP\r\n").line()).isEqualTo("a OK NOOP done");
        assertThat(user.send("a NOOP\r\n").line()).isEqualTo("a OK NOOP done");
      }
    }
  }

  @Test
  void whoDoesNotLogInIsSentAwayHoweverBusy() throws Exception {
    var hasty = Timeouts.defaults().withLogin(Duration.ofMillis(300));
    try (var listeners = started(config().withTimeouts(hasty));
        var client = greeted(listeners)) {
      client.send("a AUTHENTICATE PLAIN\r\n").line();
      assertThat(client.linesUntil("<end>"))
          .containsExactly("* BYE no login within 0 seconds", "<end>");
    }
  }

  /** RFC 8437: a client without its user is a stranger, from that moment on. */
  @Test
  void theTimeForALoginBeginsAnewWhenTheUserHasGone() throws Exception {
    var hasty = Timeouts.defaults().withLogin(Duration.ofMillis(600));
    try (var listeners = started(config().withTimeouts(hasty));
        var client = greeted(listeners)) {
      client.send("a LOGIN u p\r\n").line();
      Thread.sleep(700);
      assertThat(client.send("b UNAUTHENTICATE\r\n").line()).isEqualTo("b OK UNAUTHENTICATE done");
      assertThat(client.send("c LOGIN u p\r\n").line()).isEqualTo("c OK LOGIN done");
      Thread.sleep(700);
      assertThat(client.send("d UNAUTHENTICATE\r\n").line()).isEqualTo("d OK UNAUTHENTICATE done");
      assertThat(client.linesUntil("<end>"))
          .containsExactly("* BYE no login within 0 seconds", "<end>");
    }
  }

  @Test
  void whoseUserHasGoneIsAmongThoseThatMakeRoom() throws Exception {
    try (var listeners = started(config().withLimits(limits(10, 1)));
        var first = greeted(listeners)) {
      first.send("a LOGIN u p\r\n").line();
      try (var second = greeted(listeners)) {
        assertThat(second.send("a NOOP\r\n").line()).isEqualTo("a OK NOOP done");
        assertThat(first.send("b UNAUTHENTICATE\r\n").line()).isEqualTo("b OK UNAUTHENTICATE done");
        assertThat(second.linesUntil("<end>"))
            .containsExactly("* BYE [UNAVAILABLE] too many connections wait for a login", "<end>");
        assertThat(first.send("c NOOP\r\n").line()).isEqualTo("c OK NOOP done");
      }
    }
  }

  @Test
  void whoSaysNothingIsSentAway() throws Exception {
    var hasty = Timeouts.defaults().withIdle(Duration.ofMillis(300));
    try (var listeners = started(config().withTimeouts(hasty));
        var client = greeted(listeners)) {
      client.send("a LOGIN u p\r\n").line();
      assertThat(client.send("b IDLE\r\n").line()).isEqualTo("+ idling");
      assertThat(client.linesUntil("<end>")).containsExactly("* BYE idle for 0 minutes", "<end>");
    }
  }

  @Test
  void aTakenPortIsNamed() throws Exception {
    try (var listeners = started(config())) {
      int port = listeners.addresses().imap().orElseThrow().getPort();
      var same =
          new ListenerConfig(
              Optional.of(new InetSocketAddress("127.0.0.1", port)),
              Optional.empty(),
              Optional.empty(),
              List.of(),
              folder,
              Limits.defaults(),
              Timeouts.defaults());
      assertThatThrownBy(() -> started(same))
          .hasMessage("imap cannot listen on 127.0.0.1 port " + port + ": Address already in use");
    }
  }
}
