package org.culverhouse.script;

import static org.culverhouse.script.TokenMatcher.isRest;
import static org.culverhouse.script.TokenMatcher.itemName;
import static org.culverhouse.script.TokenMatcher.sequence;
import static org.culverhouse.script.TokenMatcher.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Compares expected with received tokens. Where the RFC gives an order no meaning it has none here:
 * flags, FETCH and STATUS items, LIST attributes, capabilities, numbers of SEARCH.
 */
final class AnswerMatcher {
  private AnswerMatcher() {}

  /** What is bound after a match, or empty. */
  static Optional<Bindings> match(List<Token> expected, List<Token> actual, Bindings bindings) {
    if (expected.isEmpty() || actual.isEmpty()) {
      return expected.isEmpty() && actual.isEmpty() ? Optional.of(bindings) : Optional.empty();
    }
    var word = word(expected, 0);
    if (isNumberFirst(expected) && word(expected, 1).equals("FETCH") && expected.size() == 3) {
      return sequence(
              expected.subList(0, 2), actual.subList(0, Math.min(2, actual.size())), bindings)
          .flatMap(
              bound ->
                  actual.size() == 3
                      ? pairs(expected.get(2), actual.get(2), bound)
                      : Optional.empty());
    }
    return switch (word) {
      case "STATUS" -> headThen(expected, actual, 2, bindings, AnswerMatcher::pairsOf);
      case "ID" -> headThen(expected, actual, 1, bindings, AnswerMatcher::pairsOf);
      case "LIST", "LSUB" -> listed(expected, actual, bindings);
      case "FLAGS" -> headThen(expected, actual, 1, bindings, AnswerMatcher::flagsOf);
      case "SEARCH" -> headThen(expected, actual, 1, bindings, AnswerMatcher::unordered);
      case "ESEARCH" -> headThen(expected, actual, 2, bindings, AnswerMatcher::resultsOf);
      case "CAPABILITY", "ENABLED" -> headThen(expected, actual, 1, bindings, AnswerMatcher::some);
      case "OK", "NO", "BAD", "BYE", "PREAUTH" ->
          headThen(expected, actual, 1, bindings, AnswerMatcher::codeOf);
      default -> sequence(expected, actual, bindings);
    };
  }

  private interface Rule {
    Optional<Bindings> match(List<Token> expected, List<Token> actual, Bindings bindings);
  }

  private static Optional<Bindings> headThen(
      List<Token> expected, List<Token> actual, int head, Bindings bindings, Rule rest) {
    if (expected.size() < head || actual.size() < head) {
      return Optional.empty();
    }
    return sequence(expected.subList(0, head), actual.subList(0, head), bindings)
        .flatMap(
            bound ->
                rest.match(
                    expected.subList(head, expected.size()),
                    actual.subList(head, actual.size()),
                    bound));
  }

  private static boolean isNumberFirst(List<Token> tokens) {
    return tokens.getFirst() instanceof Token.Atom atom
        && (atom.text().startsWith("$") || atom.text().chars().allMatch(Character::isDigit));
  }

  private static String word(List<Token> tokens, int index) {
    return index < tokens.size() ? tokens.get(index).toString().toUpperCase(Locale.ROOT) : "";
  }

  /** LIST: attributes in any order, others may stand beside them; {@code !\x} must not. */
  private static Optional<Bindings> listed(
      List<Token> expected, List<Token> actual, Bindings bindings) {
    if (expected.size() < 2
        || actual.size() < 2
        || !(actual.get(1) instanceof Token.Items attributes)) {
      return Optional.empty();
    }
    var bound = bindings;
    if (expected.get(1) instanceof Token.Items wanted) {
      var denied =
          wanted.tokens().stream()
              .map(Token::toString)
              .filter(text -> text.startsWith("!"))
              .map(text -> text.substring(1))
              .toList();
      if (attributes.tokens().stream()
          .anyMatch(a -> denied.stream().anyMatch(a.toString()::equalsIgnoreCase))) {
        return Optional.empty();
      }
      var asked = wanted.tokens().stream().filter(t -> !t.toString().startsWith("!")).toList();
      var found = some(asked, attributes.tokens(), bindings);
      if (found.isEmpty()) {
        return found;
      }
      bound = found.get();
    }
    return sequence(List.of(expected.getFirst()), List.of(actual.getFirst()), bound)
        .flatMap(
            b ->
                sequence(
                    expected.subList(2, expected.size()), actual.subList(2, actual.size()), b));
  }

  /** No expected code says nothing about the code; {@code []} says that there is none. */
  private static Optional<Bindings> codeOf(
      List<Token> expected, List<Token> actual, Bindings bindings) {
    if (expected.isEmpty()) {
      return Optional.of(bindings);
    }
    if (!(expected.getFirst() instanceof Token.Items wanted)) {
      return Optional.empty();
    }
    if (wanted.tokens().isEmpty()) {
      return actual.isEmpty() ? Optional.of(bindings) : Optional.empty();
    }
    if (actual.isEmpty() || !(actual.getFirst() instanceof Token.Items code)) {
      return Optional.empty();
    }
    return switch (word(wanted.tokens(), 0)) {
      case "PERMANENTFLAGS" ->
          headThen(wanted.tokens(), code.tokens(), 1, bindings, AnswerMatcher::flagsOf);
      case "CAPABILITY" ->
          headThen(wanted.tokens(), code.tokens(), 1, bindings, AnswerMatcher::some);
      default -> sequence(wanted.tokens(), code.tokens(), bindings);
    };
  }

  private static Optional<Bindings> flagsOf(
      List<Token> expected, List<Token> actual, Bindings bindings) {
    return expected.size() == 1 && actual.size() == 1
        ? flags(expected.getFirst(), actual.getFirst(), bindings)
        : Optional.empty();
  }

  /** {@code \Recent} counts only where it is expected: who gets it is a matter of timing. */
  private static Optional<Bindings> flags(Token expected, Token actual, Bindings bindings) {
    if (!(expected instanceof Token.Items wanted) || !(actual instanceof Token.Items flags)) {
      return token(expected, actual, bindings);
    }
    var asksRecent = wanted.tokens().stream().anyMatch(AnswerMatcher::isRecent);
    var seen = flags.tokens().stream().filter(flag -> asksRecent || !isRecent(flag)).toList();
    return unordered(wanted.tokens(), seen, bindings);
  }

  private static boolean isRecent(Token flag) {
    return flag.toString().equalsIgnoreCase("\\Recent");
  }

  private static Optional<Bindings> pairsOf(
      List<Token> expected, List<Token> actual, Bindings bindings) {
    return expected.size() == 1 && actual.size() == 1
        ? pairs(expected.getFirst(), actual.getFirst(), bindings)
        : Optional.empty();
  }

  /** ESEARCH: UID or not, then exactly these results (RFC 9051 section 7.3.4). */
  private static Optional<Bindings> resultsOf(
      List<Token> expected, List<Token> actual, Bindings bindings) {
    var wanted = new Token.Items(withoutUid(expected), Token.Brackets.ROUND);
    var found = new Token.Items(withoutUid(actual), Token.Brackets.ROUND);
    return expected.size() == actual.size() && wanted.tokens().size() == found.tokens().size()
        ? pairs(wanted, found, bindings)
        : Optional.empty();
  }

  private static List<Token> withoutUid(List<Token> results) {
    boolean uid = word(results, 0).equals("UID");
    return uid ? results.subList(1, results.size()) : results;
  }

  /** Name and value in turn; names that are not expected may be there. */
  private static Optional<Bindings> pairs(Token expected, Token actual, Bindings bindings) {
    if (!(expected instanceof Token.Items wanted) || !(actual instanceof Token.Items items)) {
      return token(expected, actual, bindings);
    }
    var bound = Optional.of(bindings);
    for (int i = 0; i + 1 < wanted.tokens().size() && bound.isPresent(); i += 2) {
      var value = wanted.tokens().get(i + 1);
      var name = itemName(wanted.tokens().get(i));
      bound = valueOf(name, items.tokens(), value, bound.get());
    }
    return bound;
  }

  private static Optional<Bindings> valueOf(
      String name, List<Token> items, Token expected, Bindings bindings) {
    for (int i = 0; i + 1 < items.size(); i += 2) {
      if (itemName(items.get(i)).equals(name)) {
        return name.equals("FLAGS")
            ? flags(expected, items.get(i + 1), bindings)
            : token(expected, items.get(i + 1), bindings);
      }
    }
    return Optional.empty();
  }

  /** Every expected one is there, once each; {@code ...} allows more. */
  private static Optional<Bindings> unordered(
      List<Token> expected, List<Token> actual, Bindings bindings) {
    boolean open = expected.stream().anyMatch(TokenMatcher::isRest);
    var wanted = expected.stream().filter(token -> !isRest(token)).toList();
    return open || wanted.size() == actual.size()
        ? some(wanted, actual, bindings)
        : Optional.empty();
  }

  private static Optional<Bindings> some(
      List<Token> expected, List<Token> actual, Bindings bindings) {
    if (expected.isEmpty()) {
      return Optional.of(bindings);
    }
    var rest = expected.subList(1, expected.size());
    for (int i = 0; i < actual.size(); i++) {
      var bound = token(expected.getFirst(), actual.get(i), bindings);
      if (bound.isPresent()) {
        var others = new ArrayList<>(actual);
        others.remove(i);
        var all = some(rest, others, bound.get());
        if (all.isPresent()) {
          return all;
        }
      }
    }
    return Optional.empty();
  }
}
