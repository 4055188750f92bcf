package org.culverhouse.connector.wire.command;

import org.culverhouse.api.model.ModSeq;

/**
 * Mod-sequences (RFC 7162 section 7):
 *
 * <pre>
 * mod-sequence-value  = 1*DIGIT           ; 1 to 9,223,372,036,854,775,807
 * mod-sequence-valzer = "0" / mod-sequence-value
 * </pre>
 */
final class ModSeqs {
  private ModSeqs() {}

  /** {@code mod-sequence-value}. */
  static ModSeq positive(Lexer in) {
    int from = in.position();
    var modSeq = orZero(in);
    if (modSeq.equals(ModSeq.ZERO)) {
      throw in.bad("Zero is not a mod-sequence:", from);
    }
    return modSeq;
  }

  /** {@code mod-sequence-valzer}. */
  static ModSeq orZero(Lexer in) {
    return new ModSeq(in.number64("a mod-sequence"));
  }
}
