package org.culverhouse.script;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the variables of a script stand for; immutable. */
final class Bindings {
  /** {@code $$} is a dollar, {@code $name} and {@code ${name}} are variables. */
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\$|\\$\\{([a-z0-9-]+)}|\\$([A-Za-z][A-Za-z0-9]*)");

  /** Stands for a dollar that does not begin a variable, until the tokens have been read. */
  static final char DOLLAR = '\u0001';

  private final Map<String, String> values;

  Bindings(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  Bindings with(String name, String value) {
    var more = new HashMap<>(values);
    more.put(name, value);
    return new Bindings(more);
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** Replaces what is bound; an unbound {@code $name} stays, for the matcher to bind. */
  String expand(String text) {
    return VARIABLE.matcher(text).replaceAll(found -> quote(value(found)));
  }

  private String value(java.util.regex.MatchResult found) {
    if (found.group().equals("$$")) {
      return String.valueOf(DOLLAR);
    }
    if (found.group(1) != null) {
      return get(found.group(1)).orElseThrow(() -> unknown(found.group()));
    }
    return get(found.group(2)).orElse(found.group());
  }

  private static IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException("nothing is bound to " + name);
  }

  private static String quote(String value) {
    return java.util.regex.Matcher.quoteReplacement(value);
  }

  /** For a command, in which every variable must have a value. */
  String expandFully(String text) {
    var expanded = expand(text);
    var left = VARIABLE.matcher(expanded);
    if (left.find()) {
      throw unknown(left.group());
    }
    return expanded.replace(DOLLAR, '$');
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
