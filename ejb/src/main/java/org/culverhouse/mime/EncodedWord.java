package org.culverhouse.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One {@code =?charset?encoding?text?=}, or several in a row of one charset.
 *
 * @param end where it ends in the text
 */
record EncodedWord(Charset charset, ByteArrayOutputStream octets, int end) {
  /** Where there is none of these, there is no encoded word. */
  static final AsciiMatcher MARK = new AsciiMatcher("=?");

  /** RFC 2047 section 2 allows 75; some programs write longer ones. */
  private static final int MAX_LENGTH = 2000;

  /** The word that begins at {@code start}, or null if there is none. */
  static @Nullable EncodedWord read(String text, int start) {
    if (!text.startsWith("=?", start)) {
      return null;
    }
    int limit = Math.min(text.length(), start + MAX_LENGTH);
    int charsetEnd = text.indexOf('?', start + 2, limit);
    if (charsetEnd < 0 || charsetEnd + 2 >= limit || text.charAt(charsetEnd + 2) != '?') {
      return null;
    }
    int textStart = charsetEnd + 3;
    int end = text.indexOf("?=", textStart, limit);
    if (end < 0) {
      return null;
    }
    byte[] encoded = text.substring(textStart, end).getBytes(StandardCharsets.ISO_8859_1);
    var octets = new ByteArrayOutputStream(encoded.length);
    switch (text.charAt(charsetEnd + 1)) {
      case 'b', 'B' -> new Base64Decoder().decode(encoded, 0, encoded.length, octets);
      case 'q', 'Q' -> decodeQ(encoded, octets);
      default -> {
        return null;
      }
    }
    String name = text.substring(start + 2, charsetEnd);
    int language = name.indexOf('*');
    var charset = Charsets.forName(language < 0 ? name : name.substring(0, language));
    return new EncodedWord(charset, octets, end + 2);
  }

  EncodedWord join(EncodedWord next) {
    octets.writeBytes(next.octets.toByteArray());
    return new EncodedWord(charset, octets, next.end);
  }

  private static void decodeQ(byte[] encoded, ByteArrayOutputStream result) {
    for (int i = 0; i < encoded.length; i++) {
      byte octet = encoded[i];
      int value = octet == '=' ? Hex.pair(encoded, i + 1, encoded.length) : -1;
      if (value >= 0) {
        result.write(value);
        i += 2;
      } else {
        result.write(octet == '_' ? ' ' : octet);
      }
    }
  }
}
