package org.culverhouse.script;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.culverhouse.script.Step.Code;
import org.culverhouse.script.Step.Continuation;
import org.culverhouse.script.Step.Expectation;
import org.culverhouse.script.Step.Gone;
import org.culverhouse.script.Step.NotSaid;
import org.culverhouse.script.Step.Said;
import org.culverhouse.script.Step.Tagged;

/** Holds the answers to one step against what the script expects. */
record StepCheck(List<Answer> answers, Bindings start) {
  Bindings all(List<Expectation> expected) throws IOException {
    var bound = said(expected).orElse(null);
    if (bound == null) {
      throw new IOException(missing(expected));
    }
    for (var each : expected) {
      bound = checkOne(each, bound);
    }
    return bound;
  }

  private Bindings checkOne(Expectation expected, Bindings bound) throws IOException {
    return switch (expected) {
      case Said said -> bound;
      case Tagged tagged -> bound;
      case NotSaid notSaid -> {
        var heard = answers.stream().filter(a -> matches(notSaid, a, bound).isPresent()).findAny();
        if (heard.isPresent()) {
          throw failure(notSaid, "must not be said", heard.get().line());
        }
        yield bound;
      }
      case Gone gone -> {
        var wanted = TokenMatcher.numbers(gone.text().expected(bound));
        var removed = String.join(",", removed());
        if (!wanted.equals(removed)) {
          throw failure(gone, "not gone", "gone is " + removed);
        }
        yield bound;
      }
      case Continuation asked -> {
        if (answers.stream().anyMatch(Answer::isContinuation) != asked.asked()) {
          throw failure(asked, asked.asked() ? "no +" : "a +", answers.getLast().line());
        }
        yield bound;
      }
      case Code code -> code(code, bound);
    };
  }

  /** Each EXPUNGE counts without those before it (RFC 9051 section 7.5.1). */
  private List<String> removed() {
    var removed = new TreeSet<Integer>();
    for (var answer : answers) {
      if (answer.isUntagged()
          && answer.tokens().size() == 2
          && answer.tokens().get(1).toString().equalsIgnoreCase("EXPUNGE")) {
        int number = Integer.parseInt(answer.tokens().getFirst().toString());
        for (int gone : List.copyOf(removed)) {
          number += gone <= number ? 1 : 0;
        }
        removed.add(number);
      }
    }
    return removed.stream().map(String::valueOf).toList();
  }

  private Bindings code(Code expected, Bindings bound) throws IOException {
    var tokens = TokenReader.answer("OK " + expected.text().expected(bound).strip());
    var end = answers.getLast();
    var actual = new ArrayList<Token>(List.of(tokens.getFirst()));
    end.code().ifPresent(actual::add);
    var now = AnswerMatcher.match(tokens, actual, bound).orElse(null);
    if (now == null) {
      throw failure(expected, "not the response code", end.line());
    }
    return now;
  }

  /** Finds an answer for each line, trying others where one binds a variable wrongly. */
  Optional<Bindings> said(List<Expectation> expected) {
    var lines = expected.stream().filter(e -> e instanceof Said || e instanceof Tagged).toList();
    return said(lines, answers, start);
  }

  private static Optional<Bindings> said(
      List<Expectation> expected, List<Answer> answers, Bindings bound) {
    if (expected.isEmpty()) {
      return Optional.of(bound);
    }
    for (var answer : answers) {
      var now = matches(expected.getFirst(), answer, bound);
      if (now.isPresent()) {
        var others = new ArrayList<>(answers);
        others.remove(answer);
        var all = said(expected.subList(1, expected.size()), others, now.get());
        if (all.isPresent()) {
          return all;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Bindings> matches(Expectation expected, Answer answer, Bindings bound) {
    var text = expected.text().expected(bound).strip();
    var tag = "*";
    if (expected instanceof Tagged) {
      tag = text.substring(0, text.indexOf(' '));
      text = text.substring(tag.length() + 1);
    }
    return answer.tag().equals(tag)
        ? AnswerMatcher.match(TokenReader.answer(text), answer.tokens(), bound)
        : Optional.empty();
  }

  /** The first line for which no answer is left. */
  String missing(List<Expectation> expected) {
    var lines = expected.stream().filter(e -> e instanceof Said || e instanceof Tagged).toList();
    int met = 0;
    while (met < lines.size() && said(lines.subList(0, met + 1), answers, start).isPresent()) {
      met++;
    }
    if (met == lines.size()) {
      return "nothing is missing";
    }
    var missing = lines.get(met);
    return "line %d, not said: * %s\n  with %s\n  said was:\n%s"
        .formatted(missing.line(), missing.text(), start, heard());
  }

  private String heard() {
    var lines = new StringBuilder();
    for (var answer : answers) {
      lines.append("    ").append(answer.tag()).append(' ').append(answer.tokens()).append('\n');
    }
    return lines.toString();
  }

  private static IOException failure(Expectation expected, String what, String line) {
    return new IOException(
        "line %d, %s: %s\n  but: %s".formatted(expected.line(), what, expected.text(), line));
  }
}
