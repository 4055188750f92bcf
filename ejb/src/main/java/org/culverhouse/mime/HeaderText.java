package org.culverhouse.mime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Raw octets of a header as characters (RFC 5322 section 2.2.3, RFC 6532 section 3). */
final class HeaderText {
  /** What 8-bit octets without a charset mean, if they are not UTF-8. */
  private static final Charset LEGACY = Charset.forName("windows-1252");

  private HeaderText() {}

  /** Unfolded, without white space in front and without the line end. */
  static String read(byte[] octets, int from, int to) {
    byte[] unfolded = new byte[to - from];
    int length = 0;
    boolean ascii = true;
    for (int i = from; i < to; i++) {
      byte octet = octets[i];
      if (octet == '\n' || octet == '\r' && i + 1 < to && octets[i + 1] == '\n') {
        continue;
      }
      boolean blank = octet == ' ' || octet == '\t' || octet == '\r' || octet == 0;
      if (blank && length == 0) {
        continue;
      }
      unfolded[length++] = octet == '\r' || octet == 0 ? (byte) ' ' : octet;
      ascii &= octet >= 0;
    }
    if (ascii) {
      return new String(unfolded, 0, length, StandardCharsets.ISO_8859_1);
    }
    return guess(unfolded, length);
  }

  private static String guess(byte[] octets, int length) {
    var buffer = ByteBuffer.wrap(octets, 0, length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
    } catch (CharacterCodingException notUtf8) {
      return new String(octets, 0, length, LEGACY);
    }
  }
}
