package org.culverhouse.connector.wire.command;

import java.util.Arrays;
import java.util.Base64;
import org.culverhouse.api.SyntaxException;

/** Base64 as SASL exchanges have it (RFC 9051 section 9, {@code base64}): canonical or refused. */
public final class SaslOctets {
  private SaslOctets() {}

  /**
   * Decodes a line of the client; the line is left as it is.
   *
   * @throws SyntaxException without naming what was sent, for it may hold a password
   */
  public static byte[] decode(byte[] base64) {
    byte[] decoded;
    try {
      decoded = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException notBase64) {
      throw new SyntaxException("The SASL response is not base64");
    }
    var again = Base64.getEncoder().encode(decoded);
    boolean canonical = Arrays.equals(again, base64);
    Arrays.fill(again, (byte) 0);
    if (!canonical) {
      Arrays.fill(decoded, (byte) 0);
      throw new SyntaxException("The SASL response is not base64");
    }
    return decoded;
  }
}
