package org.culverhouse.connector.wire.command;

import org.culverhouse.api.command.Copy;
import org.culverhouse.api.command.Move;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.model.SequenceSet;

/**
 * COPY and MOVE (RFC 9051 section 9):
 *
 * <pre>
 * copy = "COPY" SP sequence-set SP mailbox
 * move = "MOVE" SP sequence-set SP mailbox
 * </pre>
 */
final class CopyParser {
  private CopyParser() {}

  static Copy copy(String tag, Numbering numbering, Lexer in) {
    var messages = messages(in);
    return new Copy(tag, numbering, messages, MailboxNames.mailbox(in));
  }

  static Move move(String tag, Numbering numbering, Lexer in) {
    var messages = messages(in);
    return new Move(tag, numbering, messages, MailboxNames.mailbox(in));
  }

  private static SequenceSet messages(Lexer in) {
    in.sp();
    var messages = SequenceSets.sequenceSet(in);
    in.sp();
    return messages;
  }
}
