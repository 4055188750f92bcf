package org.culverhouse.mime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Octets in IMAP syntax, being written (RFC 9051 section 4.3: string and NIL). Always ASCII. */
final class Rendering {
  /** Longer ones become literals: some clients read lines into a fixed buffer. */
  private static final int MAX_QUOTED = 1000;

  private byte[] octets;
  private int length;

  Rendering() {
    this(256);
  }

  Rendering(int expected) {
    octets = new byte[expected];
  }

  int length() {
    return length;
  }

  byte[] toBytes() {
    return Arrays.copyOf(octets, length);
  }

  Rendering raw(String ascii) {
    reserve(ascii.length());
    for (int i = 0; i < ascii.length(); i++) {
      octets[length++] = (byte) ascii.charAt(i);
    }
    return this;
  }

  Rendering raw(byte[] rendered) {
    reserve(rendered.length);
    System.arraycopy(rendered, 0, octets, length, rendered.length);
    length += rendered.length;
    return this;
  }

  Rendering number(long number) {
    return raw(Long.toString(number));
  }

  /** Text that people read; what is not ASCII becomes encoded words. */
  Rendering nstring(@Nullable String text) {
    return text == null ? raw("NIL") : string(text);
  }

  Rendering string(String text) {
    String ascii = EncodedWords.encodeNonAscii(text);
    return ascii.length() > MAX_QUOTED ? literal(ascii) : quoted(ascii);
  }

  private Rendering literal(String ascii) {
    return raw("{" + ascii.length() + "}\r\n").raw(ascii.getBytes(StandardCharsets.US_ASCII));
  }

  private Rendering quoted(String ascii) {
    reserve(2 * ascii.length() + 2);
    octets[length++] = '"';
    for (int i = 0; i < ascii.length(); i++) {
      char c = ascii.charAt(i);
      if (c == '"' || c == '\\') {
        octets[length++] = '\\';
      }
      octets[length++] = (byte) c;
    }
    octets[length++] = '"';
    return this;
  }

  private void reserve(int count) {
    if (length + count > octets.length) {
      octets = Arrays.copyOf(octets, Math.max(octets.length * 2, length + count));
    }
  }
}
