package org.culverhouse.connector.net;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/**
 * TLS 1.3, and 1.2 with forward secrecy and authenticated encryption only (RFC 9325 sections 3.1.1
 * and 4.2).
 */
final class ServerTls implements AutoCloseable {
  private static final List<String> SUITES =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  private final SslContext context;
  private final ExporterSecrets secrets = new ExporterSecrets();
  private final Duration handshakeTimeout;

  ServerTls(TlsFiles files, Duration handshakeTimeout) throws IOException {
    this.context = load(files);
    secrets.listen(context);
    this.handshakeTimeout = handshakeTimeout;
  }

  /** TLS of one connection, before its first octet. */
  record Start(SslHandler handler, ExporterSecrets.Handshake handshake) {}

  Start start(ByteBufAllocator allocator) {
    var handler = context.newHandler(allocator);
    handler.setHandshakeTimeoutMillis(handshakeTimeout.toMillis());
    return new Start(handler, secrets.begin(handler.engine()));
  }

  /** Of which an end has not been seen. */
  int handshakes() {
    return secrets.handshakes();
  }

  /** After the last connection. */
  @Override
  public void close() {
    ReferenceCountUtil.release(context);
  }

  private static SslContext load(TlsFiles files) throws IOException {
    for (var file : List.of(files.certificate(), files.key())) {
      if (!Files.isReadable(file)) {
        throw new IOException("TLS: " + file + " cannot be read");
      }
    }
    try (var certificate = Files.newInputStream(files.certificate());
        var key = Files.newInputStream(files.key())) {
      return SslContextBuilder.forServer(certificate, key)
          .sslProvider(provider(files.provider()))
          .protocols("TLSv1.3", "TLSv1.2")
          .ciphers(SUITES)
          .build();
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "TLS: %s with %s: %s".formatted(files.certificate(), files.key(), rootMessage(e)), e);
    }
  }

  private static SslProvider provider(TlsProvider wanted) throws IOException {
    return switch (wanted) {
      case JDK -> SslProvider.JDK;
      case AUTO -> OpenSsl.isAvailable() ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK;
      case OPENSSL -> {
        if (!OpenSsl.isAvailable()) {
          throw new IOException("TLS: BoringSSL does not run here", OpenSsl.unavailabilityCause());
        }
        yield SslProvider.OPENSSL_REFCNT;
      }
    };
  }

  private static String rootMessage(Throwable failure) {
    var root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
