package org.culverhouse.connector.wire.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.culverhouse.api.Content;
import org.culverhouse.api.command.Append;
import org.culverhouse.api.command.AppendMessage;
import org.culverhouse.api.model.FlagSet;

/**
 * APPEND of one message or several (RFC 3502 section 7):
 *
 * <pre>
 * append      = "APPEND" SP mailbox 1*append-message
 * append-message = SP [flag-list SP] [date-time SP] (literal / literal8 / append-data-ext)
 * </pre>
 */
final class AppendParser {
  private AppendParser() {}

  static Append parse(String tag, Lexer in) {
    in.sp();
    var mailbox = MailboxNames.mailbox(in);
    in.sp();
    var messages = new ArrayList<AppendMessage>();
    do {
      messages.add(message(in));
    } while (in.take(' ') && !in.atEnd());
    return new Append(tag, mailbox, List.copyOf(messages));
  }

  private static AppendMessage message(Lexer in) {
    var flags = FlagSet.NONE;
    if (in.peek('(')) {
      flags = Flags.appendFlags(in);
      in.sp();
    }
    Optional<Instant> date = Optional.empty();
    if (in.peek('"')) {
      date = Optional.of(Dates.dateTime(in));
      in.sp();
    }
    return new AppendMessage(flags, date, octets(in));
  }

  /** {@code "UTF8" SP "(" literal8 ")"} brings UTF-8 in its header (RFC 6855 section 4). */
  private static Content octets(Lexer in) {
    if (!in.isUtf8() || !in.takeWord("UTF8")) {
      return in.message();
    }
    in.sp();
    in.open();
    var message = in.message();
    in.close();
    return message;
  }
}
