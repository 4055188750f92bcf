package org.culverhouse.connector.net;

import io.netty.handler.ssl.ReferenceCountedOpenSslContext;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.internal.tcnative.SSLContext;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * What BoringSSL tells of handshakes in progress. It has a function that exports keying material,
 * which Netty does not pass on; its key log is passed on. Only the exporter secret is kept, from
 * the server's part of the handshake to its end. Thread-safe.
 */
final class ExporterSecrets {
  private static final System.Logger LOG = System.getLogger(ExporterSecrets.class.getName());

  /** The protected field that names a context to the native code; no method gives it away. */
  private static final @Nullable VarHandle NUMBER = findNumber();

  private final ConcurrentMap<Long, Optional<ExporterSecret>> handshakes =
      new ConcurrentHashMap<>();

  /** To be called once for a context; does nothing for those of the JDK. */
  void listen(SslContext context) {
    if (context instanceof ReferenceCountedOpenSslContext open && NUMBER != null) {
      SSLContext.setKeyLogCallback((long) NUMBER.get(open), this::told);
    }
  }

  private static @Nullable VarHandle findNumber() {
    try {
      var type = ReferenceCountedOpenSslContext.class;
      return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
          .findVarHandle(type, "ctx", long.class);
    } catch (NoSuchFieldException | IllegalAccessException e) {
      LOG.log(Level.INFO, "BoringSSL cannot be asked what SCRAM-PLUS needs: it is not offered", e);
      return null;
    }
  }

  private void told(long connection, byte[] line) {
    ExporterSecret.ofLogLine(line)
        .ifPresent(
            secret -> handshakes.computeIfPresent(connection, (key, none) -> Optional.of(secret)));
  }

  /** Before the first octet; what is returned has to be ended, however the handshake goes. */
  Handshake begin(SSLEngine engine) {
    if (!(engine instanceof ReferenceCountedOpenSslEngine open)) {
      return Optional::empty;
    }
    // An engine that has been shut down knows its number no more.
    long connection = open.sslPointer();
    handshakes.put(connection, Optional.empty());
    return () -> {
      var secret = handshakes.remove(connection);
      return secret == null ? Optional.empty() : secret;
    };
  }

  /** One that has begun. */
  interface Handshake {
    /** What has been told; asked again, nothing. */
    Optional<ExporterSecret> end();
  }

  int handshakes() {
    return handshakes.size();
  }
}
