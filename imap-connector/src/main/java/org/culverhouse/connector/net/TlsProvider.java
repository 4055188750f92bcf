package org.culverhouse.connector.net;

/** Who does the cryptography of TLS. */
public enum TlsProvider {
  /** BoringSSL where it runs, otherwise the JDK. */
  AUTO,
  /** BoringSSL or nothing. */
  OPENSSL,
  JDK
}
