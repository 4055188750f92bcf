package org.culverhouse.mime;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/** Charsets as messages name them. */
final class Charsets {
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
}
