package org.culverhouse.connector.wire.command;

import org.culverhouse.api.command.Delete;
import org.culverhouse.api.command.Rename;
import org.culverhouse.api.command.Subscribe;
import org.culverhouse.api.command.Unsubscribe;
import org.culverhouse.api.model.MailboxName;

/**
 * The commands that have mailbox names and nothing else (RFC 9051 section 9):
 *
 * <pre>
 * delete      = "DELETE" SP mailbox
 * rename      = "RENAME" SP mailbox SP mailbox
 * subscribe   = "SUBSCRIBE" SP mailbox
 * unsubscribe = "UNSUBSCRIBE" SP mailbox
 * </pre>
 */
final class MailboxParsers {
  private MailboxParsers() {}

  static Delete delete(String tag, Lexer in) {
    return new Delete(tag, name(in));
  }

  static Rename rename(String tag, Lexer in) {
    var from = name(in);
    in.sp();
    return new Rename(tag, from, MailboxNames.newMailbox(in));
  }

  static Subscribe subscribe(String tag, Lexer in) {
    return new Subscribe(tag, name(in));
  }

  static Unsubscribe unsubscribe(String tag, Lexer in) {
    return new Unsubscribe(tag, name(in));
  }

  private static MailboxName name(Lexer in) {
    in.sp();
    return MailboxNames.mailbox(in);
  }
}
