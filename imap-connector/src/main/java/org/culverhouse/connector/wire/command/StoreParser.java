package org.culverhouse.connector.wire.command;

import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.command.Store;
import org.culverhouse.api.command.Store.Echo;
import org.culverhouse.api.command.Store.Mode;

/**
 * STORE (RFC 9051 section 9):
 *
 * <pre>
 * store           = "STORE" SP sequence-set SP store-att-flags
 * store-att-flags = (["+" / "-"] "FLAGS" [".SILENT"]) SP (flag-list / (flag *(SP flag)))
 * </pre>
 */
final class StoreParser {
  private StoreParser() {}

  static Store parse(String tag, Numbering numbering, Lexer in) {
    in.sp();
    var messages = SequenceSets.sequenceSet(in);
    in.sp();
    var mode = mode(in);
    var echo = echo(in);
    in.sp();
    var flags = in.peek('(') ? Flags.flagList(in) : Flags.bareFlags(in);
    return new Store(tag, numbering, messages, mode, echo, flags);
  }

  private static Mode mode(Lexer in) {
    if (in.take('+')) {
      return Mode.ADD;
    }
    return in.take('-') ? Mode.REMOVE : Mode.REPLACE;
  }

  private static Echo echo(Lexer in) {
    int from = in.position();
    return switch (in.label("FLAGS")) {
      case "FLAGS" -> Echo.TELL;
      case "FLAGS.SILENT" -> Echo.SILENT;
      default -> throw in.bad("Unknown item of STORE", from);
    };
  }
}
