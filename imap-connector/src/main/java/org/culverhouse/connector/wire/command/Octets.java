package org.culverhouse.connector.wire.command;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** The classes of octets in the grammar (RFC 9051 section 9), and octets as text. */
final class Octets {
  /** A set of octets. */
  enum Kind {
    ATOM,
    ASTRING,
    LIST,
    TAG,
    /** Letters, digits and the signs that stand in names of items: {@code RFC822.SIZE}. */
    LABEL,
    DIGIT;

    private final boolean[] members = new boolean[256];

    static {
      for (int octet = 0x21; octet < 0x7F; octet++) {
        boolean atom = "(){%*\"\\]".indexOf(octet) < 0;
        ATOM.members[octet] = atom;
        ASTRING.members[octet] = atom || octet == ']';
        LIST.members[octet] = atom || octet == ']' || octet == '%' || octet == '*';
        TAG.members[octet] = (atom || octet == ']') && octet != '+';
        DIGIT.members[octet] = octet >= '0' && octet <= '9';
        LABEL.members[octet] = DIGIT.members[octet] || isLetter(octet) || ".-_".indexOf(octet) >= 0;
      }
    }

    private static boolean isLetter(int octet) {
      return octet >= 'A' && octet <= 'Z' || octet >= 'a' && octet <= 'z';
    }

    boolean has(byte octet) {
      return members[octet & 0xFF];
    }
  }

  private static final int SHOWN = 64;

  private Octets() {}

  static boolean isAscii(byte[] octets) {
    for (byte octet : octets) {
      if (octet < 0) {
        return false;
      }
    }
    return true;
  }

  /** Empty when the octets are not text in that charset. */
  static Optional<String> decode(byte[] octets, Charset charset) {
    if (charset.equals(StandardCharsets.UTF_8) && isAscii(octets)) {
      return Optional.of(new String(octets, StandardCharsets.ISO_8859_1));
    }
    try {
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(octets)).toString());
    } catch (CharacterCodingException malformed) {
      return Optional.empty();
    }
  }

  /** In quotes and printable whatever it holds, and not longer than a line of text bears. */
  static String show(byte[] octets) {
    var shown = new StringBuilder(octets.length + 2).append('"');
    for (byte octet : octets) {
      if (shown.length() > SHOWN) {
        return shown.append("...\"").toString();
      }
      if (octet < ' ' || octet == 0x7F) {
        shown.append("\\x").append(HexFormat.of().withUpperCase().toHexDigits(octet));
      } else {
        if (octet == '"' || octet == '\\') {
          shown.append('\\');
        }
        shown.append((char) octet);
      }
    }
    return shown.append('"').toString();
  }

  static String show(String text) {
    return show(text.getBytes(StandardCharsets.UTF_8));
  }
}
