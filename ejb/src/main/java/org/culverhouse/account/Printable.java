package org.culverhouse.account;

/** Text from outside as it may stand in a message or a log. */
final class Printable {
  private static final int SHOWN = 80;

  private Printable() {}

  /** Cut, with {@code ?} for what would not print. */
  static String of(String text) {
    var shown = new StringBuilder();
    text.codePoints()
        .limit(SHOWN)
        .map(c -> Character.isLetterOrDigit(c) || c > 0x20 && c < 0x7F ? c : '?')
        .forEach(shown::appendCodePoint);
    return text.codePointCount(0, text.length()) > SHOWN ? shown + "..." : shown.toString();
  }
}
