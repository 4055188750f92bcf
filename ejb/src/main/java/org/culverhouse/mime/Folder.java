package org.culverhouse.mime;

/**
 * Folds a text that comes in pieces. A piece is cut before its last white space, because what
 * follows a letter may still combine with it; without one near the end it is cut at the end.
 */
final class Folder {
  private static final int MAX_HELD = 64;

  private final StringBuilder held = new StringBuilder();

  String fold(char[] piece, int count) {
    held.append(piece, 0, count);
    int cut = cut();
    String folded = CaseMap.fold(held.substring(0, cut));
    held.delete(0, cut);
    return folded;
  }

  private int cut() {
    int end = held.length();
    for (int at = end - 1; at >= Math.max(0, end - MAX_HELD); at--) {
      if (held.charAt(at) <= ' ') {
        return at;
      }
    }
    if (end <= MAX_HELD) {
      return 0;
    }
    return Character.isHighSurrogate(held.charAt(end - 1)) ? end - 1 : end;
  }

  String finish() {
    String folded = CaseMap.fold(held);
    held.setLength(0);
    return folded;
  }
}
