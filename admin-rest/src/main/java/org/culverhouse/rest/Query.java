package org.culverhouse.rest;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.culverhouse.admin.ListQuery;
import org.culverhouse.admin.Page;

/** What stands behind the question mark: known names only, each once. */
record Query(Map<String, List<String>> parameters) {
  static final int DEFAULT_SIZE = 50;
  private static final int MAX_TEXT = 320;
  private static final Set<String> OF_LISTS = Set.of("q", "limit", "cursor", "sort");

  /**
   * @param more the parameters that not every list has
   * @throws Refusal 400 when there is another one: a filter that is misspelt would show everything
   */
  static Query of(Map<String, List<String>> parameters, String... more) {
    var known = new TreeSet<>(OF_LISTS);
    known.addAll(List.of(more));
    return checked(parameters, known);
  }

  /**
   * @throws Refusal 400 when there is another one
   */
  static Query only(Map<String, List<String>> parameters, String... names) {
    return checked(parameters, new TreeSet<>(List.of(names)));
  }

  private static Query checked(Map<String, List<String>> parameters, Set<String> known) {
    parameters.forEach(
        (name, values) -> {
          if (!known.contains(name)) {
            throw Refusal.malformed(
                "There is no parameter " + name + "; there are " + String.join(", ", known));
          }
          if (values.size() > 1) {
            throw Refusal.malformed("The parameter " + name + " is given more than once");
          }
        });
    return new Query(parameters);
  }

  /** Empty where it is not given. */
  String text(String name) {
    var values = parameters.get(name);
    var text = values == null || values.isEmpty() ? "" : values.getFirst();
    if (text.length() > MAX_TEXT && !name.equals("cursor")) {
      throw Refusal.malformed(
          "The parameter " + name + " has more than " + MAX_TEXT + " characters");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw Refusal.malformed("The parameter " + name + " holds control characters");
    }
    return text;
  }

  /** One of these words; the first where it is not given. */
  String word(String name, List<String> words) {
    var word = text(name);
    if (word.isEmpty()) {
      return words.getFirst();
    }
    if (!words.contains(word)) {
      throw Refusal.malformed(name + " takes one of " + String.join(", ", words));
    }
    return word;
  }

  /**
   * @param key the field by which the list is sorted
   */
  ListQuery list(String key) {
    boolean descending = word("sort", List.of(key, "-" + key)).startsWith("-");
    var cursor = text("cursor");
    var after = cursor.isEmpty() ? "" : Cursor.parse(cursor, descending).after();
    return new ListQuery(text("q"), after, descending, size());
  }

  private int size() {
    var limit = text("limit");
    if (limit.isEmpty()) {
      return DEFAULT_SIZE;
    }
    if (limit.matches("[0-9]{1,3}")) {
      int size = Integer.parseInt(limit);
      if (size >= 1 && size <= Page.MAX_SIZE) {
        return size;
      }
    }
    throw Refusal.malformed("limit takes a whole number from 1 to " + Page.MAX_SIZE);
  }
}
