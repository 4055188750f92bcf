package org.culverhouse.mime;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * The comparison i;unicode-casemap (RFC 5051): each character in title case, then decomposed; texts
 * are equal if their folded forms are. As the RFC has it, what a ligature decomposes to stays in
 * lower case.
 */
public final class CaseMap {
  private CaseMap() {}

  public static String fold(CharSequence text) {
    // Most text is ASCII, and of the time that a search takes this is a large part.
    var titled = new byte[text.length()];
    for (int i = 0; i < titled.length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        return foldUnicode(text);
      }
      titled[i] = (byte) (c >= 'a' && c <= 'z' ? c - 0x20 : c);
    }
    return new String(titled, StandardCharsets.ISO_8859_1);
  }

  private static String foldUnicode(CharSequence text) {
    var titled = new StringBuilder(text.length());
    text.codePoints().map(Character::toTitleCase).forEach(titled::appendCodePoint);
    return Normalizer.normalize(titled, Normalizer.Form.NFKD);
  }
}
