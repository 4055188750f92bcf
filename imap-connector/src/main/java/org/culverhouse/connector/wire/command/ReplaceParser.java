package org.culverhouse.connector.wire.command;

import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.command.Replace;

/**
 * REPLACE (RFC 8508 section 5):
 *
 * <pre>
 * replace = "REPLACE" SP seq-number SP mailbox append-message
 * </pre>
 */
final class ReplaceParser {
  private ReplaceParser() {}

  static Replace parse(String tag, Numbering numbering, Lexer in) {
    in.sp();
    var replaced = SequenceSets.one(in);
    in.sp();
    var mailbox = MailboxNames.mailbox(in);
    in.sp();
    return new Replace(tag, numbering, replaced, mailbox, AppendParser.message(in));
  }
}
