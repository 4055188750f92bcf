package org.culverhouse.mime;

import java.text.Normalizer;

/**
 * The comparison i;unicode-casemap (RFC 5051): each character in title case, then decomposed; texts
 * are equal if their folded forms are. As the RFC has it, what a ligature decomposes to stays in
 * lower case.
 */
public final class CaseMap {
  private CaseMap() {}

  public static String fold(CharSequence text) {
    var titled = new StringBuilder(text.length());
    boolean ascii = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      ascii &= c < 0x80;
      titled.append(c >= 'a' && c <= 'z' ? (char) (c - 0x20) : c);
    }
    return ascii ? titled.toString() : foldUnicode(titled);
  }

  private static String foldUnicode(CharSequence text) {
    var titled = new StringBuilder(text.length());
    text.codePoints().map(Character::toTitleCase).forEach(titled::appendCodePoint);
    return Normalizer.normalize(titled, Normalizer.Form.NFKD);
  }
}
