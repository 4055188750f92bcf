package org.culverhouse.connector.wire.command;

import org.culverhouse.api.command.UidExpunge;

/** UID EXPUNGE (RFC 9051 section 9): {@code uid-expunge = "EXPUNGE" SP sequence-set}. */
final class UidExpungeParser {
  private UidExpungeParser() {}

  static UidExpunge parse(String tag, Lexer in) {
    in.sp();
    return new UidExpunge(tag, SequenceSets.sequenceSet(in));
  }
}
