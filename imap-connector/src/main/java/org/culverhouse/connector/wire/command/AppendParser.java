package org.culverhouse.connector.wire.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.culverhouse.api.command.Append;
import org.culverhouse.api.command.AppendMessage;
import org.culverhouse.api.command.AppendPart;
import org.culverhouse.api.model.FlagSet;

/**
 * APPEND of one message or several (RFC 3502 section 7), each of which may be put together from
 * parts (RFC 4469 section 5):
 *
 * <pre>
 * append         = "APPEND" SP mailbox 1*append-message
 * append-message = SP [flag-list SP] [date-time SP] append-data
 * append-data    = literal / literal8 / utf8-literal / "CATENATE" SP "(" cat-part *(SP cat-part) ")"
 * cat-part       = "TEXT" SP literal / utf8-literal / "URL" SP astring
 * utf8-literal   = "UTF8" SP "(" literal8 ")"     ; RFC 6855 section 4
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

  /** One message, behind its space. */
  static AppendMessage message(Lexer in) {
    in.beginMessage();
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
    return new AppendMessage(flags, date, parts(in));
  }

  private static List<AppendPart> parts(Lexer in) {
    if (in.takeWord("CATENATE")) {
      in.sp();
      return in.list(() -> part(in));
    }
    var utf8 = utf8(in);
    return List.of(utf8.isPresent() ? utf8.get() : new AppendPart.Text(in.message()));
  }

  private static AppendPart part(Lexer in) {
    if (in.takeWord("URL")) {
      in.sp();
      return MessageUrls.url(in);
    }
    if (in.takeWord("TEXT")) {
      in.sp();
      return new AppendPart.Text(in.partOfMessage());
    }
    return utf8(in).orElseThrow(() -> in.expected("TEXT or URL"));
  }

  private static Optional<AppendPart> utf8(Lexer in) {
    if (!in.isUtf8() || !in.takeWord("UTF8")) {
      return Optional.empty();
    }
    in.sp();
    in.open();
    var message = in.message();
    in.close();
    return Optional.of(new AppendPart.Text(message));
  }
}
