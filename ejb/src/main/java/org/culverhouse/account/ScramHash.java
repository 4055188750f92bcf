package org.culverhouse.account;

import java.util.Locale;

/** The two hashes of SCRAM (RFC 5802, RFC 7677). */
public enum ScramHash {
  SHA_256("SHA-256", "HmacSHA256", 32),
  SHA_1("SHA-1", "HmacSHA1", 20);

  private final String digest;
  private final String mac;
  private final int length;

  ScramHash(String digest, String mac, int length) {
    this.digest = digest;
    this.mac = mac;
    this.length = length;
  }

  /** The SASL mechanism, {@code SCRAM-SHA-256}. */
  public String mechanism() {
    return "SCRAM-" + digest;
  }

  public String digest() {
    return digest;
  }

  /** The HMAC in the words of the JDK. */
  public String mac() {
    return mac;
  }

  /** In octets. */
  int length() {
    return length;
  }

  /** The column of the database with the keys of this hash. */
  String column() {
    return name().toLowerCase(Locale.ROOT).replace("sha_", "scram_sha");
  }
}
