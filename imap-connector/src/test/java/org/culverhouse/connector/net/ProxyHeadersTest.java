package org.culverhouse.connector.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.culverhouse.api.ImapSession;
import org.culverhouse.api.model.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The PROXY protocol as its specification has it, octet for octet. */
class ProxyHeadersTest {
  private static final String PROXY = "127.0.6.1";
  private static final String SIGNATURE = "\r\n\r\n\0\r\nQUIT\n";
  private static final String V1 = "PROXY TCP4 192.0.2.7 198.51.100.1 56324 143\r\n";
  private static final byte[] STREAM_IPV4 = v2(0x21, 0x11, ipv4("192.0.2.7", 56324), "");

  @TempDir Path folder;
  private final RecordingListener listener = new RecordingListener();

  private ListenerConfig config() {
    return ListenerConfig.loopback(folder).withProxies(Network.parse("127.0.6.0/24"));
  }

  private Listeners started(ListenerConfig config) throws Exception {
    return new Listeners(config, listener).start();
  }

  private static TestClient connected(Listeners listeners, String from) throws Exception {
    return TestClient.from(from, listeners.addresses().imap().orElseThrow());
  }

  private ImapSession session() throws InterruptedException {
    var session = listener.sessions.poll(20, TimeUnit.SECONDS);
    assertThat(session).isNotNull();
    return session;
  }

  private static byte[] v2(int versionAndCommand, int family, byte[] addresses, String extras) {
    return ByteBuffer.allocate(16 + addresses.length + extras.length())
        .put(SIGNATURE.getBytes(ISO_8859_1))
        .put((byte) versionAndCommand)
        .put((byte) family)
        .putShort((short) (addresses.length + extras.length()))
        .put(addresses)
        .put(extras.getBytes(ISO_8859_1))
        .array();
  }

  private static byte[] ipv4(String source, int port) {
    return addresses(source, "198.51.100.1", port);
  }

  private static byte[] addresses(String source, String target, int port) {
    try {
      var from = InetAddress.getByName(source).getAddress();
      return ByteBuffer.allocate(2 * from.length + 4)
          .put(from)
          .put(InetAddress.getByName(target).getAddress())
          .putShort((short) port)
          .putShort((short) 143)
          .array();
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  static Stream<Arguments> headers() {
    var ipv6 = addresses("2001:db8::7", "2001:db8::1", 56324);
    return Stream.of(
        Arguments.of("v1 IPv4", V1.getBytes(ISO_8859_1), "192.0.2.7", 56324),
        Arguments.of(
            "v1 IPv6",
            "PROXY TCP6 2001:db8::7 2001:db8::1 1 143\r\n".getBytes(ISO_8859_1),
            "2001:db8::7",
            1),
        Arguments.of("v1 unknown", "PROXY UNKNOWN\r\n".getBytes(ISO_8859_1), PROXY, -1),
        Arguments.of(
            "v1 unknown, with more",
            "PROXY UNKNOWN ffff::1 ffff::2 65535 65535\r\n".getBytes(ISO_8859_1),
            PROXY,
            -1),
        Arguments.of("v2 IPv4", STREAM_IPV4, "192.0.2.7", 56324),
        Arguments.of("v2 IPv6", v2(0x21, 0x21, ipv6, ""), "2001:db8::7", 56324),
        Arguments.of(
            "v2 with extras",
            v2(0x21, 0x11, ipv4("192.0.2.7", 1), "\1\0\4imap" + "\4\0\1\0"),
            "192.0.2.7",
            1),
        Arguments.of("v2 LOCAL", v2(0x20, 0x00, new byte[0], ""), PROXY, -1),
        Arguments.of("v2 unspecified", v2(0x21, 0x00, new byte[0], ""), PROXY, -1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("headers")
  void theClientIsWhomTheProxyNames(String name, byte[] header, String client, int port)
      throws Exception {
    try (var listeners = started(config());
        var connection = connected(listeners, PROXY)) {
      connection.send(header);
      assertThat(connection.line()).isEqualTo("* OK hello");
      var remote = session().remoteAddress();
      assertThat(remote.getAddress()).isEqualTo(InetAddress.getByName(client));
      if (port > 0) {
        assertThat(remote.getPort()).isEqualTo(port);
      }
      assertThat(connection.send("a NOOP\r\n").line()).isEqualTo("a OK NOOP done");
      assertThat(listeners.waitingForProxies()).isZero();
    }
  }

  /** And a command right behind it, in one piece with the rest. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("headers")
  void theHeaderMayComeInAnyTwoPieces(String name, byte[] header, String client, int port)
      throws Exception {
    try (var listeners = started(config())) {
      for (int at = 1; at <= header.length; at++) {
        try (var connection = connected(listeners, PROXY)) {
          connection.send(Arrays.copyOf(header, at));
          Thread.sleep(3);
          var rest = Arrays.copyOfRange(header, at, header.length);
          connection.send(new String(rest, ISO_8859_1) + "a NOOP\r\n");
          assertThat(connection.line()).as("split at %d", at).isEqualTo("* OK hello");
          assertThat(connection.line()).as("split at %d", at).isEqualTo("a OK NOOP done");
          assertThat(session().remoteAddress().getAddress())
              .isEqualTo(InetAddress.getByName(client));
        }
      }
    }
  }

  @Test
  void octetByOctetToo() throws Exception {
    try (var listeners = started(config());
        var connection = connected(listeners, PROXY)) {
      for (byte octet : STREAM_IPV4) {
        connection.send(new byte[] {octet});
        Thread.sleep(1);
      }
      assertThat(connection.line()).isEqualTo("* OK hello");
      assertThat(session().remoteAddress().getAddress().getHostAddress()).isEqualTo("192.0.2.7");
    }
  }

  @Test
  void itComesInFrontOfTls() throws Exception {
    var certificate = TestCertificate.in(folder);
    var files = new TlsFiles(certificate.certificate(), certificate.key(), TlsProvider.AUTO);
    try (var listeners = started(config().withTls(files));
        var connection = TestClient.from(PROXY, listeners.addresses().imaps().orElseThrow())) {
      connection.send(V1);
      connection.startTls(certificate.trust());
      assertThat(connection.line()).isEqualTo("* OK hello");
      assertThat(session().remoteAddress().getAddress().getHostAddress()).isEqualTo("192.0.2.7");
    }
  }

  /** Whoever could send a header from anywhere could be anybody. */
  @Test
  void fromOtherNetworksItIsGarbage() throws Exception {
    try (var listeners = started(config());
        var connection = connected(listeners, "127.0.7.1")) {
      assertThat(connection.line()).isEqualTo("* OK hello");
      assertThat(connection.send(V1).line()).startsWith("PROXY BAD");
      assertThat(session().remoteAddress().getAddress().getHostAddress()).isEqualTo("127.0.7.1");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a LOGIN ada secret\r\n",
        "PROXY TCP4 192.0.2.7 198.51.100.1 56324\r\n",
        "PROXY TCP4 192.0.2.777 198.51.100.1 56324 143\r\n",
        "PROXY TCP4 2001:db8::7 198.51.100.1 56324 143\r\n",
        "PROXY TCP4 localhost 198.51.100.1 56324 143\r\n",
        "PROXY TCP4 192.0.2.7 198.51.100.1 65536 143\r\n",
        "PROXY UDP4 192.0.2.7 198.51.100.1 56324 143\r\n",
      })
  void whatIsNoHeaderClosesTheConnection(String text) throws Exception {
    assertIsClosed(text.getBytes(ISO_8859_1));
  }

  @Test
  void aLineWithoutEndClosesTheConnection() throws Exception {
    assertIsClosed(("PROXY TCP4 192.0.2.7 " + "1".repeat(120)).getBytes(ISO_8859_1));
  }

  static Stream<Arguments> malformed() {
    var long4 = ipv4("192.0.2.7", 1);
    var endless = v2(0x21, 0x11, long4, "");
    endless[14] = (byte) 0xFF;
    endless[15] = (byte) 0xFF;
    return Stream.of(
        Arguments.of("version 3", v2(0x31, 0x11, long4, "")),
        Arguments.of("no such command", v2(0x22, 0x11, long4, "")),
        Arguments.of("no such family", v2(0x21, 0x41, long4, "")),
        Arguments.of("a datagram", v2(0x21, 0x12, long4, "")),
        Arguments.of("addresses cut off", v2(0x21, 0x21, long4, "")),
        Arguments.of("an extra longer than all", v2(0x21, 0x11, long4, "\1\377\377x")),
        Arguments.of("longer than any", endless));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void aMalformedHeaderClosesTheConnection(String name, byte[] header) throws Exception {
    assertIsClosed(header);
  }

  private void assertIsClosed(byte[] octets) throws Exception {
    try (var listeners = started(config());
        var connection = connected(listeners, PROXY)) {
      connection.send(octets);
      assertThat(connection.linesUntil("<end>")).containsExactly("<end>");
      assertThat(listener.sessions).isEmpty();
      await().untilAsserted(() -> assertThat(listeners.waitingForProxies()).isZero());
    }
  }

  @Test
  void aProxyThatSaysNothingIsNotWaitedFor() throws Exception {
    var hasty = Timeouts.defaults().withProxy(Duration.ofMillis(200));
    try (var listeners = started(config().withTimeouts(hasty));
        var silent = connected(listeners, PROXY);
        var slow = connected(listeners, PROXY).send("PROXY TCP4 ")) {
      assertThat(silent.linesUntil("<end>")).containsExactly("<end>");
      assertThat(slow.linesUntil("<end>")).containsExactly("<end>");
      await().untilAsserted(() -> assertThat(listeners.waitingForProxies()).isZero());
    }
  }

  @Test
  void onlySoManyMayOweTheirHeader() throws Exception {
    var limits = new Limits(10, 2, NetworkLimits.defaults(), 1 << 20, 4096);
    try (var listeners = started(config().withLimits(limits));
        var one = connected(listeners, PROXY);
        var two = connected(listeners, PROXY);
        var three = connected(listeners, PROXY)) {
      assertThat(three.linesUntil("<end>")).containsExactly("<end>");
      assertThat(one.send(V1).line()).isEqualTo("* OK hello");
      two.endOutput();
      assertThat(two.linesUntil("<end>")).containsExactly("<end>");
      await().untilAsserted(() -> assertThat(listeners.waitingForProxies()).isZero());
    }
  }

  @Test
  void theLimitsAreThoseOfTheClient() throws Exception {
    var limits = new Limits(100, 100, new NetworkLimits(1, 10, 100, List.of()), 1 << 20, 4096);
    try (var listeners = started(config().withLimits(limits));
        var first = connected(listeners, PROXY).send(V1);
        var other =
            connected(listeners, PROXY).send("PROXY TCP4 192.0.2.8 198.51.100.1 56324 143\r\n")) {
      assertThat(first.line()).isEqualTo("* OK hello");
      assertThat(other.line()).isEqualTo("* OK hello");
      try (var second = connected(listeners, PROXY).send(STREAM_IPV4)) {
        assertThat(second.linesUntil("<end>"))
            .containsExactly("* BYE [UNAVAILABLE] too many connections from your network", "<end>");
      }
    }
  }
}
