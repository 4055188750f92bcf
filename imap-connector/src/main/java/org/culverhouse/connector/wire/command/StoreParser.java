package org.culverhouse.connector.wire.command;

import java.util.Optional;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.command.Store;
import org.culverhouse.api.command.Store.Echo;
import org.culverhouse.api.command.Store.Mode;
import org.culverhouse.api.model.ModSeq;

/**
 * STORE (RFC 9051 section 9, RFC 7162 section 7):
 *
 * <pre>
 * store           = "STORE" SP sequence-set [SP "(" "UNCHANGEDSINCE" SP mod-sequence-valzer ")"]
 *                   SP store-att-flags
 * store-att-flags = (["+" / "-"] "FLAGS" [".SILENT"]) SP (flag-list / (flag *(SP flag)))
 * </pre>
 */
final class StoreParser {
  private StoreParser() {}

  static Store parse(String tag, Numbering numbering, Lexer in) {
    in.sp();
    var messages = SequenceSets.sequenceSet(in);
    in.sp();
    var unchangedSince = in.peek('(') ? unchangedSince(in) : Optional.<ModSeq>empty();
    var mode = mode(in);
    var echo = echo(in);
    in.sp();
    var flags = in.peek('(') ? Flags.flagList(in) : Flags.bareFlags(in);
    return new Store(tag, numbering, messages, mode, echo, flags, unchangedSince);
  }

  private static Optional<ModSeq> unchangedSince(Lexer in) {
    in.open();
    int from = in.position();
    if (!in.label("a store modifier").equals("UNCHANGEDSINCE")) {
      throw in.bad("Unknown store modifier", from);
    }
    in.sp();
    var modSeq = ModSeqs.orZero(in);
    in.close();
    in.sp();
    return Optional.of(modSeq);
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
