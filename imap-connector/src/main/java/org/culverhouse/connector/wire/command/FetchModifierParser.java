package org.culverhouse.connector.wire.command;

import java.util.Optional;
import org.culverhouse.api.command.FetchModifiers;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.model.ModSeq;
import org.culverhouse.api.model.PartialRange;

/**
 * What may stand behind the items of FETCH (RFC 4466 section 2.4, RFC 7162 section 7, RFC 9394
 * section 4):
 *
 * <pre>
 * fetch-modifiers = SP "(" fetch-modifier *(SP fetch-modifier) ")"
 * fetch-modifier  = "CHANGEDSINCE" SP mod-sequence-value / "VANISHED" / "PARTIAL" SP partial-range
 * </pre>
 */
final class FetchModifierParser {
  private final Numbering numbering;
  private final Lexer in;
  private Optional<ModSeq> changedSince = Optional.empty();
  private boolean vanished;
  private Optional<PartialRange> partial = Optional.empty();

  private FetchModifierParser(Numbering numbering, Lexer in) {
    this.numbering = numbering;
    this.in = in;
  }

  static FetchModifiers parse(Numbering numbering, Lexer in) {
    return new FetchModifierParser(numbering, in).parse();
  }

  private FetchModifiers parse() {
    int from = in.position();
    in.list(this::modifier);
    if (vanished && changedSince.isEmpty()) {
      throw in.bad("VANISHED needs CHANGEDSINCE beside it:", from);
    }
    return new FetchModifiers(changedSince, vanished, partial);
  }

  private boolean modifier() {
    int from = in.position();
    switch (in.label("a fetch modifier")) {
      case "CHANGEDSINCE" -> {
        in.sp();
        changedSince = Optional.of(ModSeqs.positive(in));
      }
      case "VANISHED" -> {
        onlyByUid(from);
        vanished = true;
      }
      case "PARTIAL" -> {
        onlyByUid(from);
        in.sp();
        partial = Optional.of(PartialRanges.read(in));
      }
      default -> throw in.bad("Unknown fetch modifier", from);
    }
    return true;
  }

  private void onlyByUid(int from) {
    if (numbering != Numbering.UID) {
      throw in.bad("Only UID FETCH has the modifier", from);
    }
  }
}
