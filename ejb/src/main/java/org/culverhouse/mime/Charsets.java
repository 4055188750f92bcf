package org.culverhouse.mime;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;

/** Charsets as messages name them. */
final class Charsets {
  private static final List<String> KEEPING_ASCII = List.of("ISO-8859-", "windows-125", "KOI8-");

  private Charsets() {}

  /** Unknown ones are read as ISO-8859-1, which loses no ASCII. */
  static Charset forName(String name) {
    try {
      var charset = Charset.forName(name.strip());
      // Undeclared 8-bit text is more often UTF-8 than nothing.
      return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return StandardCharsets.ISO_8859_1;
    }
  }

  /** Whether an octet below 128 is always the ASCII character, whatever stands before it. */
  static boolean keepsAscii(Charset charset) {
    return charset.equals(StandardCharsets.UTF_8)
        || KEEPING_ASCII.stream().anyMatch(charset.name()::startsWith);
  }
}
