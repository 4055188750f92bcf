package org.culverhouse.connector.wire.command;

import java.util.List;
import org.culverhouse.api.command.Status;
import org.culverhouse.api.command.StatusItem;

/**
 * STATUS (RFC 9051 section 9):
 *
 * <pre>
 * status     = "STATUS" SP mailbox SP "(" status-att *(SP status-att) ")"
 * status-att = "MESSAGES" / "UIDNEXT" / "UIDVALIDITY" / "UNSEEN" / "DELETED" / "SIZE"
 *              / "RECENT" / "HIGHESTMODSEQ" / "MAILBOXID" / "DELETED-STORAGE"
 *              / "APPENDLIMIT"
 * </pre>
 */
final class StatusParser {
  private StatusParser() {}

  static Status parse(String tag, Lexer in) {
    in.sp();
    var mailbox = MailboxNames.mailbox(in);
    in.sp();
    return new Status(tag, mailbox, items(in));
  }

  /** The items in their order, each once. */
  static List<StatusItem> items(Lexer in) {
    return in.list(() -> item(in)).stream().distinct().toList();
  }

  private static StatusItem item(Lexer in) {
    int from = in.position();
    return switch (in.label("a status item")) {
      case "MESSAGES" -> StatusItem.MESSAGES;
      case "RECENT" -> StatusItem.RECENT;
      case "UIDNEXT" -> StatusItem.UIDNEXT;
      case "UIDVALIDITY" -> StatusItem.UIDVALIDITY;
      case "UNSEEN" -> StatusItem.UNSEEN;
      case "DELETED" -> StatusItem.DELETED;
      case "SIZE" -> StatusItem.SIZE;
      case "HIGHESTMODSEQ" -> StatusItem.HIGHESTMODSEQ;
      case "MAILBOXID" -> StatusItem.MAILBOXID;
      case "DELETED-STORAGE" -> StatusItem.DELETED_STORAGE;
      case "APPENDLIMIT" -> StatusItem.APPENDLIMIT;
      default -> throw in.bad("Unknown status item", from);
    };
  }
}
