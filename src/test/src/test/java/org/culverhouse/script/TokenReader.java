package org.culverhouse.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Cuts a line with its literals, one char a byte, into tokens. */
final class TokenReader {
  private static final Set<String> CONDITIONS = Set.of("OK", "NO", "BAD", "BYE", "PREAUTH");

  private final String line;
  private int at;

  private TokenReader(String line) {
    this.line = line;
  }

  /** The tokens of an answer behind its tag; the human text of a status response is left out. */
  static List<Token> answer(String line) {
    var reader = new TokenReader(line);
    var tokens = new ArrayList<Token>();
    reader.skipSpaces();
    while (!reader.atEnd()) {
      if (tokens.size() == 1 && isCondition(tokens.getFirst())) {
        reader.responseCode(tokens);
        return tokens;
      }
      tokens.add(reader.token());
      reader.skipSpaces();
    }
    return tokens;
  }

  private static boolean isCondition(Token token) {
    return token instanceof Token.Atom atom
        && CONDITIONS.contains(atom.text().toUpperCase(Locale.ROOT));
  }

  private void responseCode(List<Token> tokens) {
    if (line.charAt(at) == '[') {
      at++;
      tokens.add(new Token.Items(until(']'), Token.Brackets.SQUARE));
    }
  }

  private List<Token> until(char close) {
    var tokens = new ArrayList<Token>();
    skipSpaces();
    while (peek() != close) {
      tokens.add(close == ']' ? codeToken() : token());
      skipSpaces();
    }
    at++;
    return tokens;
  }

  /** In a response code an atom ends at the closing bracket. */
  private Token codeToken() {
    return startsNested() ? token() : atom(" ()]");
  }

  private boolean startsNested() {
    return peek() == '(' || peek() == '"' || peek() == '{';
  }

  private Token token() {
    switch (peek()) {
      case '(':
        at++;
        return new Token.Items(until(')'), Token.Brackets.ROUND);
      case '"':
        return quoted();
      case '{':
        return literal();
      case ')':
        throw new IllegalArgumentException("a ) too many in " + line);
      default:
        return atom(" ()\"");
    }
  }

  /** A bracket inside an atom, as in BODY[HEADER.FIELDS (FROM)], reaches to its end. */
  private Token atom(String ends) {
    int start = at;
    while (!atEnd() && ends.indexOf(line.charAt(at)) < 0) {
      if (line.charAt(at) == '[' && ends.indexOf(']') < 0) {
        at = closingBracket();
      }
      at++;
    }
    if (at == start) {
      throw new IllegalArgumentException("unexpected " + peek() + " in " + line);
    }
    return new Token.Atom(line.substring(start, at));
  }

  private int closingBracket() {
    int close = line.indexOf(']', at);
    if (close < 0) {
      throw new IllegalArgumentException("no ] in " + line.substring(at));
    }
    return close;
  }

  private Token quoted() {
    at++;
    var text = new StringBuilder();
    while (peek() != '"') {
      if (peek() == '\\') {
        at++;
      }
      text.append(peek());
      at++;
    }
    at++;
    return new Token.Text(text.toString());
  }

  private Token literal() {
    int close = line.indexOf('}', at);
    int length = Integer.parseInt(line.substring(at + 1, close).replace("+", ""));
    int start = close + 3;
    at = start + length;
    return new Token.Text(line.substring(start, at));
  }

  private void skipSpaces() {
    while (!atEnd() && line.charAt(at) == ' ') {
      at++;
    }
  }

  private char peek() {
    if (atEnd()) {
      throw new IllegalArgumentException("ends too early: " + line);
    }
    return line.charAt(at);
  }

  private boolean atEnd() {
    return at >= line.length();
  }
}
