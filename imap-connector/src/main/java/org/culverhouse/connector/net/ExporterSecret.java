package org.culverhouse.connector.net;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The exporter master secret of a connection with TLS 1.3 (RFC 8446 section 7.5), as BoringSSL
 * tells it. Never shows it.
 */
final class ExporterSecret {
  private static final byte[] LINE = "EXPORTER_SECRET ".getBytes(StandardCharsets.US_ASCII);

  private final byte[] secret;
  private final String hash;

  ExporterSecret(byte[] secret) {
    this.secret = secret;
    this.hash = secret.length == 48 ? "384" : "256";
  }

  /**
   * Reads a line of the key log, {@code EXPORTER_SECRET <client random> <secret>}; empty for other
   * lines. The line is wiped.
   */
  static Optional<ExporterSecret> ofLogLine(byte[] line) {
    try {
      if (!Arrays.equals(line, 0, Math.min(LINE.length, line.length), LINE, 0, LINE.length)) {
        return Optional.empty();
      }
      int at = line.length;
      while (line[at - 1] != ' ') {
        at--;
      }
      var secret = new byte[(line.length - at) / 2];
      for (int i = 0; i < secret.length; i++) {
        int high = HexFormat.fromHexDigit(line[at + 2 * i]);
        secret[i] = (byte) (high << 4 | HexFormat.fromHexDigit(line[at + 2 * i + 1]));
      }
      return Optional.of(new ExporterSecret(secret));
    } finally {
      Arrays.fill(line, (byte) 0);
    }
  }

  /** TLS-Exporter with an empty context, of at most as many octets as the hash has. */
  byte[] export(String label, int length) {
    var derived = expand(secret, label, secret.length);
    try {
      return expand(derived, "exporter", length);
    } finally {
      Arrays.fill(derived, (byte) 0);
    }
  }

  /** HKDF-Expand-Label with the hash of nothing (RFC 8446 section 7.1), one block. */
  private byte[] expand(byte[] key, String label, int length) {
    try {
      var ofNothing = MessageDigest.getInstance("SHA-" + hash).digest();
      var info = new ByteArrayOutputStream();
      info.write(length >> 8);
      info.write(length);
      var name = ("tls13 " + label).getBytes(StandardCharsets.US_ASCII);
      info.write(name.length);
      info.writeBytes(name);
      info.write(ofNothing.length);
      info.writeBytes(ofNothing);
      info.write(1);
      var mac = Mac.getInstance("HmacSHA" + hash);
      mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
      return Arrays.copyOf(mac.doFinal(info.toByteArray()), length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC with SHA-2 is part of every JDK", e);
    }
  }

  void wipe() {
    Arrays.fill(secret, (byte) 0);
  }

  @Override
  public String toString() {
    return "ExporterSecret";
  }
}
