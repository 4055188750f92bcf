package org.culverhouse.mime;

import org.jspecify.annotations.Nullable;

/**
 * Reads the tokens of a structured field (RFC 5322 section 3.2): atoms, quoted strings, comments.
 * It never fails: what is not closed ends with the field.
 */
final class FieldLexer {
  private final String text;
  private int at;
  private String comment = "";

  FieldLexer(String text) {
    this.text = text;
  }

  boolean atEnd() {
    return at >= text.length();
  }

  /** The next character, or NUL at the end. */
  char peek() {
    return atEnd() ? '\0' : text.charAt(at);
  }

  void skip() {
    at = Math.min(at + 1, text.length());
  }

  boolean skipIf(char expected) {
    if (peek() != expected || atEnd()) {
      return false;
    }
    at++;
    return true;
  }

  /** Skips white space and comments; true if there was any. */
  boolean skipBlanks() {
    int start = at;
    while (!atEnd()) {
      char c = text.charAt(at);
      if (c == '(') {
        comment = readComment();
      } else if (c <= ' ') {
        at++;
      } else {
        break;
      }
    }
    return at > start;
  }

  /** The last comment since the last call of this method, or the empty text. */
  String takeComment() {
    String taken = comment;
    comment = "";
    return taken;
  }

  /** Characters up to one of {@code delimiters}, white space, a quote or a comment. */
  String readAtom(String delimiters) {
    int start = at;
    while (!atEnd()) {
      char c = text.charAt(at);
      if (c <= ' ' || c == '"' || c == '(' || delimiters.indexOf(c) >= 0) {
        break;
      }
      at++;
    }
    return text.substring(start, at);
  }

  /** The content of a quoted string, at whose first quote this stands. */
  String readQuoted() {
    return readEscaped('"');
  }

  /** A domain literal with its brackets, at whose first this stands. */
  String readDomainLiteral() {
    return "[" + readEscaped(']') + "]";
  }

  /** Up to a delimiter outside of quotes and comments, which stays unread. */
  void skipTo(String delimiters) {
    while (!atEnd() && delimiters.indexOf(peek()) < 0) {
      if (peek() == '"') {
        readQuoted();
      } else if (!skipBlanks()) {
        at++;
      }
    }
  }

  private String readEscaped(char closing) {
    at++;
    int start = at;
    @Nullable StringBuilder unescaped = null;
    while (!atEnd()) {
      char c = text.charAt(at);
      if (c == closing) {
        break;
      }
      if (c == '\\' && at + 1 < text.length()) {
        unescaped = append(unescaped, start, at);
        at++;
        start = at;
      }
      at++;
    }
    int end = at;
    skip();
    return unescaped == null
        ? text.substring(start, end)
        : unescaped.append(text, start, end).toString();
  }

  private StringBuilder append(@Nullable StringBuilder sofar, int from, int to) {
    var result = sofar == null ? new StringBuilder() : sofar;
    return result.append(text, from, to);
  }

  /** The content of a comment and of those in it; RFC 5322 lets them nest without end. */
  private String readComment() {
    at++;
    int depth = 1;
    var content = new StringBuilder();
    while (!atEnd()) {
      char c = text.charAt(at++);
      if (c == '\\' && !atEnd()) {
        content.append(text.charAt(at++));
        continue;
      }
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 0) {
        break;
      }
      content.append(c);
    }
    return content.toString().strip();
  }
}
