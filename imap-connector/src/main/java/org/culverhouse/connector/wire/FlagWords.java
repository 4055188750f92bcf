package org.culverhouse.connector.wire;

import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.SystemFlag;

/** Writes {@code flag-list} (RFC 9051 section 9); makes no garbage, for every FETCH has one. */
final class FlagWords {
  private static final SystemFlag[] SYSTEM = SystemFlag.values();

  private FlagWords() {}

  static void write(FlagSet flags, WireWriter out) {
    write(flags, "", out);
  }

  /** With one more word at the end, which may be empty. */
  static void write(FlagSet flags, String more, WireWriter out) {
    char before = '(';
    for (var flag : SYSTEM) {
      if (flags.contains(flag)) {
        out.put(before).put(flag.wireName());
        before = ' ';
      }
    }
    var keywords = flags.keywords();
    for (int i = 0; i < keywords.size(); i++) {
      out.put(before).put(keywords.get(i).wireName());
      before = ' ';
    }
    if (!more.isEmpty() || before == '(') {
      out.put(before).put(more);
    }
    out.put(')');
  }
}
