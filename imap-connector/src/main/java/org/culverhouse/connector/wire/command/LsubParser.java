package org.culverhouse.connector.wire.command;

import org.culverhouse.api.command.Lsub;

/** LSUB (RFC 3501 section 9): {@code lsub = "LSUB" SP mailbox SP list-mailbox}. */
final class LsubParser {
  private LsubParser() {}

  static Lsub parse(String tag, Lexer in) {
    in.sp();
    var reference = MailboxNames.reference(in);
    in.sp();
    return new Lsub(tag, reference, MailboxNames.pattern(in));
  }
}
