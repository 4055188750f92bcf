package org.culverhouse.command;

import java.util.LinkedHashMap;
import java.util.List;
import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.command.Status;
import org.culverhouse.api.command.StatusItem;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.api.model.Uid;
import org.culverhouse.api.response.Response;
import org.culverhouse.api.response.Response.Tagged;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.MailboxInfo;
import org.culverhouse.mailbox.MailboxSnapshot;

/** STATUS (RFC 9051 section 6.3.11, RFC 8438). */
final class StatusHandler {

  Tagged handle(Status command, Conversation conversation, ResponseWriter out) {
    var store = conversation.store();
    out.write(status(store, store.tree().get(command.mailbox()), command.items()));
    return Tagged.ok(command.tag(), "STATUS completed");
  }

  static Response.StatusData status(MailStore store, MailboxInfo info, List<StatusItem> items) {
    var snapshot = store.open(info.id()).snapshot();
    var values = new LinkedHashMap<StatusItem, Long>();
    items.forEach(item -> values.put(item, value(item, info, snapshot)));
    return new Response.StatusData(info.name(), values);
  }

  private static long value(StatusItem item, MailboxInfo info, MailboxSnapshot snapshot) {
    var live = snapshot.live();
    return switch (item) {
      case MESSAGES -> live.size();
      case RECENT -> recent(snapshot);
      case UIDNEXT -> Math.min(snapshot.uidNext(), Uid.MAX);
      case UIDVALIDITY -> snapshot.uidValidity().value();
      case UNSEEN -> live.andNot(snapshot.with(SystemFlag.SEEN)).size();
      case DELETED -> live.and(snapshot.with(SystemFlag.DELETED)).size();
      case SIZE -> snapshot.totalSize();
      case HIGHESTMODSEQ -> snapshot.highestModSeq().value();
      case MAILBOXID -> info.id().value();
    };
  }

  private static long recent(MailboxSnapshot snapshot) {
    long first = snapshot.firstRecentUid();
    return snapshot.live().within(first, Uid.MAX).size();
  }
}
