package org.culverhouse.mime;

/** Atoms and quoted strings in a row: a phrase, or the local part of an address. */
final class Words {
  private final StringBuilder phrase = new StringBuilder();
  private final StringBuilder joined = new StringBuilder();
  private int count;
  private boolean quoted;

  void read(FieldLexer field, String specials) {
    boolean blank = false;
    field.skipBlanks();
    while (!field.atEnd()) {
      String word;
      if (field.peek() == '"') {
        word = field.readQuoted();
        quoted = true;
      } else {
        word = field.readAtom(specials);
        if (word.isEmpty()) {
          return;
        }
      }
      add(word, blank);
      blank = field.skipBlanks();
    }
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** One word that is not quoted. */
  boolean isAtom() {
    return count == 1 && !quoted;
  }

  /** With one space where there was white space. */
  String phrase() {
    return phrase.toString();
  }

  /** Without white space: RFC 5322 section 4.4 allows it around the dots of a local part. */
  String joined() {
    return joined.toString();
  }

  private void add(String word, boolean afterBlank) {
    if (afterBlank && !phrase.isEmpty()) {
      phrase.append(' ');
    }
    phrase.append(word);
    joined.append(word);
    count++;
  }
}
