package org.culverhouse.connector.wire.command;

import static org.culverhouse.api.command.Numbering.SEQUENCE;
import static org.culverhouse.api.command.Numbering.UID;

import java.util.Set;
import org.culverhouse.api.command.Capability;
import org.culverhouse.api.command.Check;
import org.culverhouse.api.command.Close;
import org.culverhouse.api.command.Command;
import org.culverhouse.api.command.CommandKind;
import org.culverhouse.api.command.Compress;
import org.culverhouse.api.command.Expunge;
import org.culverhouse.api.command.Idle;
import org.culverhouse.api.command.Logout;
import org.culverhouse.api.command.Namespace;
import org.culverhouse.api.command.Noop;
import org.culverhouse.api.command.Select.Access;
import org.culverhouse.api.command.StartTls;
import org.culverhouse.api.command.Unauthenticate;
import org.culverhouse.api.command.Unselect;
import org.culverhouse.api.model.Extension;
import org.culverhouse.api.model.SessionState;
import org.culverhouse.connector.wire.command.Octets.Kind;

/**
 * The table of commands and their parsers, and what stands in front of every command:
 *
 * <pre>
 * command = tag SP (command-any / command-auth / command-nonauth / command-select) CRLF
 * tag     = 1*&lt;any ASTRING-CHAR except "+"&gt;
 * </pre>
 */
public final class CommandParsers {
  private static final int LONGEST_TAG = 128;

  private CommandParsers() {}

  private static CommandParser of(CommandKind kind) {
    return switch (kind) {
      case CAPABILITY -> (tag, in) -> new Capability(tag);
      case NOOP -> (tag, in) -> new Noop(tag);
      case LOGOUT -> (tag, in) -> new Logout(tag);
      case ID -> IdParser::parse;
      case STARTTLS -> (tag, in) -> new StartTls(tag);
      case AUTHENTICATE -> AuthenticateParser::parse;
      case LOGIN -> LoginParser::parse;
      case ENABLE -> EnableParser::parse;
      case SELECT -> (tag, in) -> SelectParser.parse(tag, Access.READ_WRITE, in);
      case EXAMINE -> (tag, in) -> SelectParser.parse(tag, Access.READ_ONLY, in);
      case CREATE -> CreateParser::parse;
      case DELETE -> MailboxParsers::delete;
      case RENAME -> MailboxParsers::rename;
      case SUBSCRIBE -> MailboxParsers::subscribe;
      case UNSUBSCRIBE -> MailboxParsers::unsubscribe;
      case LIST -> ListParser::parse;
      case LSUB -> LsubParser::parse;
      case NAMESPACE -> (tag, in) -> new Namespace(tag);
      case STATUS -> StatusParser::parse;
      case GETQUOTA -> QuotaParsers::quota;
      case GETQUOTAROOT -> QuotaParsers::root;
      case SETQUOTA -> QuotaParsers::set;
      case APPEND -> AppendParser::parse;
      case COMPRESS -> CommandParsers::compress;
      case UNAUTHENTICATE -> (tag, in) -> new Unauthenticate(tag);
      case NOTIFY -> NotifyParser::parse;
      case IDLE -> (tag, in) -> new Idle(tag);
      case DONE -> CommandParsers::done;
      case CHECK -> (tag, in) -> new Check(tag);
      case CLOSE -> (tag, in) -> new Close(tag);
      case UNSELECT -> (tag, in) -> new Unselect(tag);
      case EXPUNGE -> (tag, in) -> new Expunge(tag);
      case UID_EXPUNGE -> UidExpungeParser::parse;
      case SEARCH -> (tag, in) -> SearchParser.parse(tag, SEQUENCE, in);
      case FETCH -> (tag, in) -> FetchParser.parse(tag, SEQUENCE, in);
      case STORE -> (tag, in) -> StoreParser.parse(tag, SEQUENCE, in);
      case COPY -> (tag, in) -> CopyParser.copy(tag, SEQUENCE, in);
      case MOVE -> (tag, in) -> CopyParser.move(tag, SEQUENCE, in);
      case REPLACE -> (tag, in) -> ReplaceParser.parse(tag, SEQUENCE, in);
      case UID_SEARCH -> (tag, in) -> SearchParser.parse(tag, UID, in);
      case UID_FETCH -> (tag, in) -> FetchParser.parse(tag, UID, in);
      case UID_STORE -> (tag, in) -> StoreParser.parse(tag, UID, in);
      case UID_COPY -> (tag, in) -> CopyParser.copy(tag, UID, in);
      case UID_MOVE -> (tag, in) -> CopyParser.move(tag, UID, in);
      case UID_REPLACE -> (tag, in) -> ReplaceParser.parse(tag, UID, in);
    };
  }

  /** {@code compress = "COMPRESS" SP algorithm} (RFC 4978 section 5). */
  private static Command compress(String tag, Lexer in) {
    in.sp();
    int from = in.position();
    if (!in.atom("an algorithm").equalsIgnoreCase("DEFLATE")) {
      throw in.bad("Unknown algorithm", from);
    }
    return new Compress(tag);
  }

  private static Command done(String tag, Lexer in) {
    throw Rejection.bad("DONE has no tag, and ends IDLE only");
  }

  /** Parses as much of a command as there is. */
  public static Parsed parse(
      CommandText text, CommandLimits limits, SessionState state, Set<Extension> enabled) {
    var in = new Lexer(text, limits, enabled);
    String tag;
    try {
      tag = tag(in);
    } catch (Rejection noTag) {
      return new Parsed.Refused(noTag.untagged());
    }
    CommandKind kind;
    try {
      in.sp();
      in.startCommand();
      kind = kind(in);
      checkState(kind, state);
      checkNumbers(kind, in);
    } catch (Rejection rejection) {
      return new Parsed.Refused(rejection.tagged(tag));
    }
    try {
      var command = of(kind).parse(tag, in);
      in.end();
      return new Parsed.Complete(command);
    } catch (LiteralWanted wanted) {
      return wanted.in(kind, tag);
    } catch (Rejection rejection) {
      return new Parsed.Refused(rejection.tagged(tag));
    }
  }

  private static String tag(Lexer in) {
    var tag = in.word(Kind.TAG, "a tag");
    if (tag.length() > LONGEST_TAG) {
      throw in.bad("A tag may have " + LONGEST_TAG + " characters:", 0);
    }
    return tag;
  }

  private static CommandKind kind(Lexer in) {
    int from = in.position();
    var name = in.atom("a command");
    if (name.equalsIgnoreCase("UID")) {
      in.sp();
      name += " " + in.atom("a command");
    }
    return CommandKind.named(name).orElseThrow(() -> in.bad("Unknown command", from));
  }

  /** RFC 9586 section 3.2. */
  private static void checkNumbers(CommandKind kind, Lexer in) {
    if (kind.has(CommandKind.Effect.USES_NUMBERS)) {
      in.requireNoNumbers(kind.wireName());
    }
  }

  private static void checkState(CommandKind kind, SessionState state) {
    if (kind.isAllowedIn(state)) {
      return;
    }
    var where =
        switch (state) {
          case NOT_AUTHENTICATED -> "before login";
          case AUTHENTICATED ->
              kind.isAllowedIn(SessionState.SELECTED)
                  ? "without a selected mailbox"
                  : "after login";
          case SELECTED ->
              kind.isAllowedIn(SessionState.AUTHENTICATED)
                  ? "while a mailbox is selected"
                  : "after login";
          case LOGOUT -> "after logout";
        };
    throw Rejection.bad(kind.wireName() + " is not allowed " + where);
  }
}
