package org.culverhouse.connector.wire.command;

import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.command.Search;
import org.culverhouse.api.command.Search.Form;

/**
 * SEARCH (RFC 9051 section 9):
 *
 * <pre>
 * search             = "SEARCH" [search-return-opts] SP search-program
 * search-return-opts = SP "RETURN" SP "(" [search-return-opt *(SP search-return-opt)] ")"
 * search-program     = ["CHARSET" SP charset SP] search-key *(SP search-key)
 * </pre>
 */
final class SearchParser {
  private SearchParser() {}

  static Search parse(String tag, Numbering numbering, Lexer in) {
    in.sp();
    var form = Form.BASIC;
    var options = new SearchOptions(in);
    if (in.takeWord("RETURN")) {
      in.sp();
      form = Form.EXTENDED;
      options.read();
      in.sp();
    }
    var keys = new SearchKeys(in, SearchCharset.read(in));
    return new Search(tag, numbering, form, options.returns(), options.partial(), keys.program());
  }
}
