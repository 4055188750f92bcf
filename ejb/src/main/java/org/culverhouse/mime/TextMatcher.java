package org.culverhouse.mime;

/**
 * Looks for a text in pieces of another, in linear time whatever the two are (Knuth, Morris and
 * Pratt). The empty text is found at once.
 */
final class TextMatcher {
  private final String wanted;
  private final int[] fallback;
  private int matched;
  private boolean found;

  /** {@code wanted} and what it is looked for in must both be folded. */
  TextMatcher(String wanted) {
    this.wanted = wanted;
    this.fallback = fallback(wanted);
    this.found = wanted.isEmpty();
  }

  boolean found() {
    return found;
  }

  /** Looks through the values of all fields of that name. */
  boolean isInField(String name, FieldCursor fields) {
    found = false;
    while (fields.next()) {
      if (fields.isNamed(name)) {
        restart();
        found = wanted.isEmpty();
        if (accept(CaseMap.fold(EncodedWords.decode(fields.value())))) {
          return true;
        }
      }
    }
    return false;
  }

  /** What is looked through next has nothing to do with what was found before. */
  void forget() {
    matched = 0;
    found = wanted.isEmpty();
  }

  /** The next text has nothing to do with the last. */
  void restart() {
    matched = 0;
  }

  /** The next piece; true if the text has been found now or before. */
  boolean accept(CharSequence piece) {
    for (int i = 0; i < piece.length() && !found; i++) {
      char c = piece.charAt(i);
      while (matched > 0 && wanted.charAt(matched) != c) {
        matched = fallback[matched - 1];
      }
      if (wanted.charAt(matched) == c) {
        matched++;
      }
      found = matched == wanted.length();
    }
    return found;
  }

  private static int[] fallback(String wanted) {
    int[] fallback = new int[wanted.length()];
    int length = 0;
    for (int i = 1; i < wanted.length(); i++) {
      while (length > 0 && wanted.charAt(i) != wanted.charAt(length)) {
        length = fallback[length - 1];
      }
      if (wanted.charAt(i) == wanted.charAt(length)) {
        length++;
      }
      fallback[i] = length;
    }
    return fallback;
  }
}
