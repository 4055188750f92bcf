package org.culverhouse.connector.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSocket;
import org.culverhouse.api.ImapSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Both ends of a connection derive the same octets, and nobody else's. */
class ChannelBindingTest {
  private static final int JDK_THAT_EXPORTS = 25;

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

  private static SSLSocket connect(Listeners listeners, String protocol, String suite)
      throws Exception {
    var address = listeners.addresses().imaps().orElseThrow();
    var socket =
        (SSLSocket)
            certificate
                .trust()
                .getSocketFactory()
                .createSocket(address.getAddress(), address.getPort());
    socket.setEnabledProtocols(new String[] {protocol});
    socket.setEnabledCipherSuites(new String[] {suite});
    socket.startHandshake();
    // The greeting: the session is there.
    assertThat(socket.getInputStream().read()).isEqualTo('*');
    return socket;
  }

  private static byte[] exported(SSLSocket socket) throws Exception {
    var session = (ExtendedSSLSession) socket.getSession();
    return (byte[])
        ExtendedSSLSession.class
            .getMethod("exportKeyingMaterialData", String.class, byte[].class, int.class)
            .invoke(session, "EXPORTER-Channel-Binding", new byte[0], 32);
  }

  @ParameterizedTest
  @CsvSource({
    "AUTO, TLS_AES_128_GCM_SHA256",
    "AUTO, TLS_AES_256_GCM_SHA384",
    "JDK, TLS_AES_128_GCM_SHA256",
    "JDK, TLS_AES_256_GCM_SHA384",
  })
  void bothEndsExportTheSame(TlsProvider provider, String suite) throws Exception {
    assumeTrue(Runtime.version().feature() >= JDK_THAT_EXPORTS);
    try (var listeners = started(provider);
        var first = connect(listeners, "TLSv1.3", suite);
        var second = connect(listeners, "TLSv1.3", suite)) {
      var one = listener.sessions.take().channelBinding("tls-exporter");
      var other = listener.sessions.take().channelBinding("tls-exporter");
      assertThat(one).contains(exported(first));
      assertThat(other).contains(exported(second));
      assertThat(one.orElseThrow()).isNotEqualTo(other.orElseThrow());
      assertThat(listeners.handshakes()).isZero();
    }
  }

  /** With BoringSSL on every JDK, with the engine of the JDK from 25 on. */
  @ParameterizedTest
  @EnumSource
  void theExporterIsThereWhereItCanBe(TlsProvider provider) throws Exception {
    try (var listeners = started(provider);
        var ignored = connect(listeners, "TLSv1.3", "TLS_AES_128_GCM_SHA256")) {
      boolean expected =
          provider != TlsProvider.JDK || Runtime.version().feature() >= JDK_THAT_EXPORTS;
      assertThat(listener.sessions.take().channelBinding("tls-exporter").isPresent())
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theEndPointIsTheHashOfTheCertificate(TlsProvider provider) throws Exception {
    try (var listeners = started(provider);
        var ignored = connect(listeners, "TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256")) {
      var session = listener.sessions.take();
      assertThat(session.channelBinding("tls-server-end-point")).contains(hashOfCertificate());
      // TLS 1.2 without extended master secret would not bind anything (RFC 9266 section 3).
      assertThat(session.channelBinding("tls-exporter")).isEmpty();
      assertThat(session.channelBinding("tls-unique")).isEmpty();
    }
  }

  /** By the hash in its signature, which keytool takes with this key: SHA384withECDSA. */
  private static byte[] hashOfCertificate() throws Exception {
    try (var in = Files.newInputStream(certificate.with(TlsProvider.JDK).certificate())) {
      var own = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      return MessageDigest.getInstance("SHA-384").digest(own.getEncoded());
    }
  }

  @Test
  void nothingIsBoundInTheClear() throws Exception {
    try (var listeners = started(TlsProvider.AUTO);
        var client = new TestClient(listeners.addresses().imap().orElseThrow())) {
      client.line();
      ImapSession session = listener.sessions.take();
      assertThat(session.channelBinding("tls-exporter")).isEmpty();
      assertThat(session.channelBinding("tls-server-end-point")).isEmpty();
    }
  }

  /** C-04: nothing is left of handshakes that break off, wherever that is. */
  @Test
  void nothingIsLeftOfBrokenHandshakes() throws Exception {
    try (var listeners = started(TlsProvider.AUTO)) {
      var address = listeners.addresses().imaps().orElseThrow();
      for (var sent : new String[] {"", "\u0016\u0003\u0001", "GET / HTTP/1.0\r\n\r\n"}) {
        try (var socket = new Socket(address.getAddress(), address.getPort())) {
          socket.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
        }
      }
      try (var unknownRoot =
          (SSLSocket)
              javax.net.ssl.SSLContext.getDefault()
                  .getSocketFactory()
                  .createSocket(address.getAddress(), address.getPort())) {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(unknownRoot::startHandshake))
            .isInstanceOf(javax.net.ssl.SSLException.class);
      }
      await().until(() -> listeners.handshakes() == 0);
    }
  }

  /** RFC 8448 section 3, "exporter master secret" of the simple 1-RTT handshake. */
  @Test
  void aLineOfTheKeyLogIsReadAndWiped() {
    var secret = "fe22f881176eda18eb8f44529e6792c50c9a3f89452f68d8ae311b4309d3cf50";
    var line =
        ("EXPORTER_SECRET " + "00".repeat(32) + " " + secret).getBytes(StandardCharsets.US_ASCII);
    var read = ExporterSecret.ofLogLine(line).orElseThrow();
    assertThat(line).containsOnly(0);
    assertThat(read.export("EXPORTER-Channel-Binding", 32)).hasSize(32);
    assertThat(read.toString()).isEqualTo("ExporterSecret");
    assertThat(HexFormat.of().formatHex(read.export("a", 32)))
        .isNotEqualTo(HexFormat.of().formatHex(read.export("b", 32)));
  }

  @Test
  void otherLinesOfTheKeyLogAreWipedAndForgotten() {
    var line = "CLIENT_HANDSHAKE_TRAFFIC_SECRET 00 11".getBytes(StandardCharsets.US_ASCII);
    assertThat(ExporterSecret.ofLogLine(line)).isEmpty();
    assertThat(line).containsOnly(0);
    assertThat(ExporterSecret.ofLogLine(new byte[0])).isEmpty();
  }
}
