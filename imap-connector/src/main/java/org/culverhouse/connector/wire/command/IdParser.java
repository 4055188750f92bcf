package org.culverhouse.connector.wire.command;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.culverhouse.api.command.Id;

/**
 * ID (RFC 2971 section 8), with the bounds of its section 3.3:
 *
 * <pre>
 * id              = "ID" SPACE id-params-list
 * id-params-list  = "(" *(string SPACE nstring) ")" / nil
 * </pre>
 */
final class IdParser {
  private static final int FIELDS = 30;
  private static final int LONGEST_NAME = 30;
  private static final int LONGEST_VALUE = 1024;

  private IdParser() {}

  static Id parse(String tag, Lexer in) {
    in.sp();
    if (in.takeWord("NIL")) {
      return new Id(tag, Map.of());
    }
    var fields = new LinkedHashMap<String, String>();
    in.listOrEmpty(() -> field(in, fields));
    return new Id(tag, Collections.unmodifiableMap(fields));
  }

  private static boolean field(Lexer in, Map<String, String> fields) {
    int from = in.position();
    var name = bounded(in, LONGEST_NAME, "a field name");
    in.sp();
    var value = in.takeWord("NIL") ? "" : bounded(in, LONGEST_VALUE, "a field value");
    if (fields.size() == FIELDS) {
      throw in.bad("ID may have " + FIELDS + " fields, this is one more:", from);
    }
    return fields.putIfAbsent(name, value) == null;
  }

  private static String bounded(Lexer in, int longest, String what) {
    int from = in.position();
    var text = in.text(what);
    if (text.length() > longest) {
      throw in.bad(
          "In ID %s may have %d characters, not %d:".formatted(what, longest, text.length()), from);
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw in.bad("A control character in " + what + ":", from);
    }
    return text;
  }
}
