package org.culverhouse.script;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The items of a FETCH response, for tests that compare what two servers say. */
public final class FetchedItems {
  private FetchedItems() {}

  /**
   * The items by name, each as text in which it does not matter how a string was written; nothing
   * if the answer is no FETCH response.
   */
  public static Map<String, String> of(String answer) {
    if (!answer.startsWith("* ") || !answer.contains(" FETCH (")) {
      return Map.of();
    }
    var tokens = Answer.of(answer).tokens();
    var items = new TreeMap<String, String>();
    if (tokens.getLast() instanceof Token.Items list) {
      var all = list.tokens();
      for (int i = 0; i + 1 < all.size(); i += 2) {
        items.put(all.get(i).toString().toUpperCase(Locale.ROOT), text(all.get(i + 1)));
      }
    }
    return items;
  }

  private static String text(Token token) {
    return switch (token) {
      case Token.Atom atom -> atom.text().toUpperCase(Locale.ROOT);
      case Token.Text text -> text.toString();
      case Token.Items items -> text(items.tokens());
    };
  }

  private static String text(List<Token> tokens) {
    var text = new StringBuilder("(");
    for (var token : tokens) {
      text.append(text.length() > 1 ? " " : "").append(text(token));
    }
    return text.append(')').toString();
  }
}
