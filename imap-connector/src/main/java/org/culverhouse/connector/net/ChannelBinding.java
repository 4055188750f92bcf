package org.culverhouse.connector.net;

import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * What a connection with TLS can be bound to (RFC 5056): {@code tls-exporter} (RFC 9266), with TLS
 * 1.3 only, and {@code tls-server-end-point} (RFC 5929 section 4). Immutable.
 */
record ChannelBinding(Optional<byte[]> exporter, Optional<byte[]> serverEndPoint) {
  static final ChannelBinding NONE = new ChannelBinding(Optional.empty(), Optional.empty());

  static final String LABEL = "EXPORTER-Channel-Binding";
  static final int LENGTH = 32;

  private static final System.Logger LOG = System.getLogger(ChannelBinding.class.getName());

  /** Part of the JDK from 25 on. */
  private static final @Nullable MethodHandle EXPORT = findExport();

  /**
   * @param secret of which the TLS engine has told, if it is one that tells
   */
  static ChannelBinding of(SSLSession session, Optional<ExporterSecret> secret) {
    var exporter =
        session.getProtocol().equals("TLSv1.3")
            ? secret.map(known -> known.export(LABEL, LENGTH)).or(() -> exported(session))
            : Optional.<byte[]>empty();
    return new ChannelBinding(exporter, serverEndPoint(session.getLocalCertificates()));
  }

  Optional<byte[]> octets(String name) {
    return switch (name) {
      case "tls-exporter" -> exporter.map(byte[]::clone);
      case "tls-server-end-point" -> serverEndPoint.map(byte[]::clone);
      default -> Optional.empty();
    };
  }

  private static @Nullable MethodHandle findExport() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(
              ExtendedSSLSession.class,
              "exportKeyingMaterialData",
              MethodType.methodType(byte[].class, String.class, byte[].class, int.class));
    } catch (NoSuchMethodException | IllegalAccessException e) {
      return null;
    }
  }

  private static Optional<byte[]> exported(SSLSession session) {
    if (EXPORT == null || !(session instanceof ExtendedSSLSession extended)) {
      return Optional.empty();
    }
    try {
      return Optional.of((byte[]) EXPORT.invokeExact(extended, LABEL, new byte[0], LENGTH));
    } catch (Throwable e) {
      LOG.log(Level.DEBUG, "Nothing can be exported from this TLS session", e);
      return Optional.empty();
    }
  }

  /** The hash of the certificate, by the hash in its signature, which is SHA-256 at least. */
  static Optional<byte[]> serverEndPoint(Certificate @Nullable [] chain) {
    if (chain == null || chain.length == 0 || !(chain[0] instanceof X509Certificate own)) {
      return Optional.empty();
    }
    var signature = own.getSigAlgName().toUpperCase(Locale.ROOT);
    int with = signature.indexOf("WITH");
    var hash = with < 0 ? "" : signature.substring(0, with);
    var digest =
        switch (hash) {
          case "MD5", "SHA1", "SHA256" -> "SHA-256";
          case "SHA224", "SHA384", "SHA512" -> "SHA-" + hash.substring(3);
          // RSASSA-PSS, EdDSA: undefined by the RFC.
          default -> "";
        };
    if (digest.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(MessageDigest.getInstance(digest).digest(own.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate in use cannot be hashed", e);
    }
  }
}
