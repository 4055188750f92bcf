package org.culverhouse.script;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** A piece of an answer, as far as the grammar of all answers goes (RFC 9051 section 9). */
sealed interface Token {
  /** Anything that is neither string nor list: numbers, flags, NIL, {@code BODY[TEXT]<0>}. */
  record Atom(String text) implements Token {
    @Override
    public String toString() {
      return text;
    }
  }

  /** A quoted string or a literal; one char is one byte. */
  record Text(String bytes) implements Token {
    @Override
    public String toString() {
      var utf8 = new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
      return '"' + utf8.replace("\r", "\\r").replace("\n", "\\n") + '"';
    }
  }

  /** A list in parentheses, or a response code in brackets. */
  record Items(List<Token> tokens, Brackets brackets) implements Token {
    @Override
    public String toString() {
      var inner = tokens.stream().map(Token::toString).collect(Collectors.joining(" "));
      return brackets == Brackets.ROUND ? "(" + inner + ")" : "[" + inner + "]";
    }
  }

  enum Brackets {
    ROUND,
    SQUARE
  }
}
