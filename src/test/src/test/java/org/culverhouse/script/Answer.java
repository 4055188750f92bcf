package org.culverhouse.script;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One answer of the server.
 *
 * @param tag {@code *}, {@code +} or the tag of a command
 * @param line the whole answer with its literals, one char a byte
 */
record Answer(String tag, List<Token> tokens, String line) {
  static Answer of(String line) {
    int space = line.indexOf(' ');
    var tag = space < 0 ? line : line.substring(0, space);
    var rest = space < 0 ? "" : line.substring(space + 1);
    return new Answer(tag, tag.equals("+") ? List.of() : TokenReader.answer(rest), line);
  }

  boolean isUntagged() {
    return tag.equals("*");
  }

  boolean isContinuation() {
    return tag.equals("+");
  }

  /** OK, NO or BAD of a tagged answer. */
  String condition() {
    return tokens.isEmpty() ? "" : tokens.getFirst().toString().toUpperCase(Locale.ROOT);
  }

  Optional<Token> code() {
    return tokens.size() > 1 ? Optional.of(tokens.get(1)) : Optional.empty();
  }
}
