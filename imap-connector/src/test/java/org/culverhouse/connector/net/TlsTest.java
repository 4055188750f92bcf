package org.culverhouse.connector.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Implicit TLS (RFC 8314) and STARTTLS (RFC 9051 section 6.2.1), with both providers. */
class TlsTest {
  @TempDir static Path folder;
  private static TestCertificate certificate;

  private final RecordingListener listener = new RecordingListener();

  @BeforeAll
  static void makeCertificate() throws Exception {
    certificate = TestCertificate.in(folder);
  }

  private Listeners started(TlsProvider provider) throws Exception {
    var config = ListenerConfig.loopback(folder.resolve("spool"));
    return new Listeners(config.withTls(certificate.with(provider)), listener).start();
  }

  private static TestClient inTheClear(Listeners listeners) throws Exception {
    var client = new TestClient(listeners.addresses().imap().orElseThrow());
    assertThat(client.line()).isEqualTo("* OK hello");
    return client;
  }

  @ParameterizedTest
  @EnumSource
  void aConnectionCanBeginWithTls(TlsProvider provider) throws Exception {
    try (var listeners = started(provider);
        var client =
            TestClient.overTls(listeners.addresses().imaps().orElseThrow(), certificate.trust())) {
      assertThat(client.line()).isEqualTo("* OK hello");
      assertThat(client.send("a NOOP\r\n").line()).isEqualTo("a OK NOOP done");
      assertThat(listener.sessions.take().tls())
          .hasValueSatisfying(tls -> assertThat(tls).startsWith("TLSv1.3 TLS_"));
      client.send("b LOGOUT\r\n");
      assertThat(client.linesUntil("<end>"))
          .containsExactly("* BYE bye", "b OK LOGOUT done", "<end>");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aConnectionCanTurnToTls(TlsProvider provider) throws Exception {
    try (var listeners = started(provider);
        var client = inTheClear(listeners)) {
      var session = listener.sessions.take();
      assertThat(session.canStartTls()).isTrue();
      assertThat(client.send("a STARTTLS\r\n").line()).isEqualTo("a OK begin TLS now");
      client.startTls(certificate.trust());
      assertThat(client.send("b NOOP\r\n").line()).isEqualTo("b OK NOOP done");
      assertThat(session.tls()).isPresent();
      assertThat(session.canStartTls()).isFalse();
      assertThat(client.send("c STARTTLS\r\n").line())
          .isEqualTo("c BAD TLS is not available, or has begun already");
    }
  }

  @ParameterizedTest
  @EnumSource
  void muchDataPassesThroughTls(TlsProvider provider) throws Exception {
    try (var listeners = started(provider);
        var client =
            TestClient.overTls(listeners.addresses().imaps().orElseThrow(), certificate.trust())) {
      client.line();
      client.send("a LOGIN u p\r\n").line();
      client.send("b LIST \"\" *\r\n");
      assertThat(client.linesUntil("b ")).hasSize(RecordingListener.LIST_LINES + 1);
    }
  }

  /** RFC 4978 section 3: first deflated, then encrypted. */
  @ParameterizedTest
  @EnumSource
  void compressionGoesIntoTls(TlsProvider provider) throws Exception {
    try (var listeners = started(provider);
        var client = compressedOverTls(listeners)) {
      assertThat(client.send("d NOOP\r\n").line()).isEqualTo("d OK NOOP done");
      client.send("e LIST \"\" *\r\n");
      assertThat(client.linesUntil("e ")).hasSize(RecordingListener.LIST_LINES + 1);
      assertThat(client.send("f UNAUTHENTICATE\r\n").line()).isEqualTo("f OK UNAUTHENTICATE done");
      assertThat(client.endsCompression()).isTrue();
      assertThat(client.send("g STARTTLS\r\n").line()).startsWith("g BAD ");
    }
  }

  /** S78: whatever was under way, nothing is left of a connection that breaks. */
  @ParameterizedTest
  @EnumSource
  void nothingIsLeftOfBrokenConnections(TlsProvider provider) throws Exception {
    int times = 40;
    try (var listeners = started(provider)) {
      compressedOverTls(listeners).close();
      await().until(() -> listener.eventsSoFar().contains("CLOSED 1"));
      await().until(() -> listeners.openStreams() == 0);
      long before = descriptors();
      for (int i = 0; i < times; i++) {
        compressedOverTls(listeners).send("d LIST \"\" *\r\n").reset();
      }
      await().until(() -> closed() == times + 1);
      await().until(() -> listeners.openStreams() == 0);
      await().untilAsserted(() -> assertThat(descriptors()).isLessThanOrEqualTo(before));
    }
  }

  private long closed() {
    return listener.events.stream().filter(event -> event.startsWith("CLOSED")).count();
  }

  private static long descriptors() throws IOException {
    try (var open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }

  private static TestClient compressedOverTls(Listeners listeners) throws Exception {
    var client = inTheClear(listeners);
    client.send("a STARTTLS\r\n").line();
    client.startTls(certificate.trust());
    client.send("b LOGIN u p\r\n").line();
    assertThat(client.send("c COMPRESS DEFLATE\r\n").line()).isEqualTo("c OK DEFLATE begins");
    client.compress();
    return client;
  }

  /** C-01: plaintext that follows STARTTLS is never run, wherever the segments are cut. */
  @Test
  void whatFollowsStartTlsInTheClearIsNeverRun() throws Exception {
    var attack = "a STARTTLS\r\nb NOOP\r\nc LOGIN evil x\r\n";
    try (var listeners = started(TlsProvider.AUTO)) {
      for (int cut = 1; cut < attack.length(); cut++) {
        try (var client = inTheClear(listeners)) {
          client.send(attack.substring(0, cut));
          sendUnlessClosed(client, attack.substring(cut));
          assertThat(client.linesUntil("<end>"))
              .as("cut at " + cut)
              .noneMatch(line -> line.startsWith("b ") || line.startsWith("c "));
        }
      }
    }
    assertThat(listener.eventsSoFar()).allMatch(event -> event.startsWith("CLOSED"));
  }

  /** C-01: nor is it run within the session that TLS begins. */
  @Test
  void whatFollowsStartTlsAtOnceEndsTheConnection() throws Exception {
    try (var listeners = started(TlsProvider.AUTO);
        var client = inTheClear(listeners)) {
      client.send("a STARTTLS\r\nb LOGIN evil x\r\n");
      assertThat(client.linesUntil("<end>"))
          .containsExactly("* BYE [CLIENTBUG] nothing may follow STARTTLS but TLS", "<end>");
    }
  }

  /** C-02: by other ways to STARTTLS. */
  @Test
  void noOtherWayToStartTlsRunsWhatFollows() throws Exception {
    var ways =
        new String[] {
          "a sTaRtTlS\r\n",
          "x NOOP\r\ny NOOP\r\na STARTTLS\r\n",
          "x NOOP\r\na starttls\r\n",
          "x NOOP {0+}\r\n\r\na STARTTLS\r\n"
        };
    try (var listeners = started(TlsProvider.AUTO)) {
      for (var way : ways) {
        try (var client = inTheClear(listeners)) {
          client.send(way + "b LOGIN evil x\r\n");
          assertThat(client.linesUntil("<end>")).noneMatch(line -> line.startsWith("b "));
        }
      }
    }
    assertThat(listener.eventsSoFar()).noneMatch(event -> event.startsWith("LOGIN"));
  }

  /** C-05: those who never finish their handshake make room for those who do. */
  @Test
  void stalledHandshakesDoNotShutOutOthers() throws Exception {
    var config =
        ListenerConfig.loopback(folder.resolve("spool"))
            .withTls(certificate.with(TlsProvider.AUTO))
            .withLimits(new Limits(100, 3, NetworkLimits.defaults(), 1 << 20, 4096));
    var stalled = new ArrayList<TestClient>();
    try (var listeners = new Listeners(config, listener).start()) {
      var address = listeners.addresses().imaps().orElseThrow();
      for (int i = 0; i < 10; i++) {
        stalled.add(new TestClient(address).send(new byte[] {22, 3, 1, 2}));
      }
      await().until(() -> stalled.stream().filter(TestClient::isEnded).count() == 7);
      try (var client = TestClient.overTls(address, certificate.trust())) {
        assertThat(client.line()).isEqualTo("* OK hello");
      }
    }
    for (var client : stalled) {
      client.close();
    }
  }

  @Test
  void startTlsIsRefusedWithoutACertificate() throws Exception {
    var config = ListenerConfig.loopback(folder.resolve("spool"));
    try (var listeners = new Listeners(config, listener).start();
        var client = inTheClear(listeners)) {
      assertThat(listener.sessions.take().canStartTls()).isFalse();
      assertThat(client.send("a STARTTLS\r\n").line())
          .isEqualTo("a BAD TLS is not available, or has begun already");
    }
  }

  @Test
  void anythingButTlsEndsAConnectionThatBeginsWithTls() throws Exception {
    try (var listeners = started(TlsProvider.AUTO);
        var client = new TestClient(listeners.addresses().imaps().orElseThrow())) {
      client.send("a NOOP\r\n");
      assertThat(client.linesUntil("<end>")).noneMatch(line -> line.contains("OK"));
    }
    assertThat(listener.eventsSoFar()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void oldTlsIsRefused(TlsProvider provider) throws Exception {
    try (var listeners = started(provider)) {
      assertThatThrownBy(
              () ->
                  TestClient.overTls(
                      listeners.addresses().imaps().orElseThrow(),
                      certificate.trust(),
                      "TLSv1.2",
                      "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"))
          .isInstanceOf(SSLException.class);
    }
  }

  @Test
  void aBrokenCertificateIsNamed() throws Exception {
    var broken = Files.write(folder.resolve("broken.pem"), "nonsense".getBytes(ISO_8859_1));
    var files = new TlsFiles(broken, certificate.key(), TlsProvider.AUTO);
    var config = ListenerConfig.loopback(folder.resolve("spool")).withTls(files);
    assertThatThrownBy(() -> new Listeners(config, listener))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("broken.pem");
  }

  @Test
  void aMissingCertificateIsNamed() throws Exception {
    var files = new TlsFiles(folder.resolve("none.pem"), certificate.key(), TlsProvider.AUTO);
    var config = ListenerConfig.loopback(folder.resolve("spool")).withTls(files);
    assertThatThrownBy(() -> new Listeners(config, listener))
        .hasMessageContaining("none.pem cannot be read");
  }

  private static void sendUnlessClosed(TestClient client, String text) {
    try {
      client.send(text);
    } catch (IOException e) {
      // The server may have closed already: that is what it should do.
      assertThat(e).isNotNull();
    }
  }
}
