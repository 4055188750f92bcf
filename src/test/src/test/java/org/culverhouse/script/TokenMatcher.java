package org.culverhouse.script;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Compares single tokens, and lists in which the order counts. */
final class TokenMatcher {
  private static final String REST = "...";

  private TokenMatcher() {}

  /** One by one; a last {@code ...} allows more. */
  static Optional<Bindings> sequence(List<Token> expected, List<Token> actual, Bindings bindings) {
    var bound = Optional.of(bindings);
    for (int i = 0; i < expected.size() && bound.isPresent(); i++) {
      if (isRest(expected.get(i))) {
        return bound;
      }
      if (i >= actual.size()) {
        return Optional.empty();
      }
      bound = token(expected.get(i), actual.get(i), bound.get());
    }
    return bound.filter(all -> expected.size() == actual.size() || endsOpen(expected));
  }

  private static boolean endsOpen(List<Token> expected) {
    return !expected.isEmpty() && isRest(expected.getLast());
  }

  static boolean isRest(Token token) {
    return token instanceof Token.Atom atom && atom.text().equals(REST);
  }

  static Optional<Bindings> token(Token expected, Token actual, Bindings bindings) {
    return switch (expected) {
      case Token.Items items ->
          actual instanceof Token.Items found && found.brackets() == items.brackets()
              ? sequence(items.tokens(), found.tokens(), bindings)
              : Optional.empty();
      case Token.Text text -> when(sameText(text, actual), bindings);
      case Token.Atom atom ->
          atom.text().startsWith("$")
              ? variable(atom, actual, bindings)
              : when(sameWord(atom.text(), actual), bindings);
    };
  }

  private static Optional<Bindings> when(boolean same, Bindings bindings) {
    return same ? Optional.of(bindings) : Optional.empty();
  }

  /** {@code $} is anything; {@code $name} is what it was the first time. */
  private static Optional<Bindings> variable(Token.Atom atom, Token actual, Bindings bindings) {
    var name = atom.text().substring(1);
    if (name.isEmpty()) {
      return Optional.of(bindings);
    }
    var bound = bindings.get(name);
    if (bound.isPresent()) {
      return when(bound.get().equals(actual.toString()), bindings);
    }
    return Optional.of(bindings.with(name, actual.toString()));
  }

  /** A quoted word is compared to the byte, however the server wrote it. */
  private static boolean sameText(Token.Text expected, Token actual) {
    var bytes = expected.bytes().replace(Bindings.DOLLAR, '$');
    return switch (actual) {
      case Token.Text text -> text.bytes().equals(bytes);
      case Token.Atom atom -> atom.text().equals(bytes) && !bytes.equalsIgnoreCase("NIL");
      case Token.Items items -> false;
    };
  }

  /** A bare word is compared without regard to case; number sets by what is in them. */
  private static boolean sameWord(String expected, Token actual) {
    var word = expected.replace(Bindings.DOLLAR, '$');
    return switch (actual) {
      case Token.Atom atom ->
          atom.text().equalsIgnoreCase(word)
              || itemName(atom).equals(word.toUpperCase(Locale.ROOT))
              || isSet(word) && isSet(atom.text()) && numbers(word).equals(numbers(atom.text()));
      case Token.Text text -> text.bytes().equalsIgnoreCase(word) && !word.equalsIgnoreCase("NIL");
      case Token.Items items -> false;
    };
  }

  private static boolean isSet(String word) {
    return word.matches("\\d+([:,]\\d+)*");
  }

  /** {@code 1:3} and {@code 1,2,3} say the same, in this order. */
  static String numbers(String set) {
    return Arrays.stream(set.split(","))
        .map(range -> range.split(":"))
        .flatMap(ends -> range(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1])))
        .collect(Collectors.joining(","));
  }

  private static Stream<String> range(long from, long to) {
    return LongStream.rangeClosed(Math.min(from, to), Math.max(from, to)).mapToObj(Long::toString);
  }

  /** Field names of BODY[HEADER.FIELDS (…)] come with or without quotes. */
  static String itemName(Token token) {
    return token.toString().toUpperCase(Locale.ROOT).replace("\"", "");
  }
}
