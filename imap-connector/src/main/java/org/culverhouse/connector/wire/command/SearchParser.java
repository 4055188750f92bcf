package org.culverhouse.connector.wire.command;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.command.Search;
import org.culverhouse.api.command.Search.Form;
import org.culverhouse.api.command.Search.Return;

/**
 * SEARCH (RFC 9051 section 9):
 *
 * <pre>
 * search             = "SEARCH" [search-return-opts] SP search-program
 * search-return-opts = SP "RETURN" SP "(" [search-return-opt *(SP search-return-opt)] ")"
 * search-return-opt  = "MIN" / "MAX" / "ALL" / "COUNT" / "SAVE"
 * search-program     = ["CHARSET" SP charset SP] search-key *(SP search-key)
 * </pre>
 */
final class SearchParser {
  private SearchParser() {}

  static Search parse(String tag, Numbering numbering, Lexer in) {
    in.sp();
    var form = Form.BASIC;
    Set<Return> returns = Set.of();
    if (in.takeWord("RETURN")) {
      in.sp();
      form = Form.EXTENDED;
      returns = returns(in);
      in.sp();
    }
    var keys = new SearchKeys(in, SearchCharset.read(in));
    return new Search(tag, numbering, form, returns, keys.program());
  }

  private static Set<Return> returns(Lexer in) {
    List<Return> options = in.listOrEmpty(() -> option(in));
    return options.isEmpty() ? Set.of(Return.ALL) : Set.copyOf(EnumSet.copyOf(options));
  }

  private static Return option(Lexer in) {
    int from = in.position();
    return switch (in.label("a result option")) {
      case "MIN" -> Return.MIN;
      case "MAX" -> Return.MAX;
      case "ALL" -> Return.ALL;
      case "COUNT" -> Return.COUNT;
      case "SAVE" -> Return.SAVE;
      default -> throw in.bad("Unknown result option", from);
    };
  }
}
