package org.culverhouse.command;

import java.util.LinkedHashMap;
import java.util.List;
import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.command.Status;
import org.culverhouse.api.command.StatusItem;
import org.culverhouse.api.model.Extension;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.api.model.Uid;
import org.culverhouse.api.response.Response;
import org.culverhouse.api.response.Response.Tagged;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.Mailbox;
import org.culverhouse.mailbox.MailboxCounts;
import org.culverhouse.mailbox.MailboxInfo;
import org.culverhouse.mailbox.MailboxSnapshot;

/** STATUS (RFC 9051 section 6.3.11, RFC 8438). */
final class StatusHandler {
  private final long appendLimit;

  /**
   * @param appendLimit octets of a message, in every mailbox the same (RFC 7889)
   */
  StatusHandler(long appendLimit) {
    this.appendLimit = appendLimit;
  }

  Tagged handle(Status command, Conversation conversation, ResponseWriter out) {
    if (command.items().contains(StatusItem.HIGHESTMODSEQ)) {
      conversation.switchOn(Extension.CONDSTORE);
    }
    var store = conversation.store();
    out.write(status(store, store.tree().get(command.mailbox()), command.items()));
    return Tagged.ok(command.tag(), "STATUS completed");
  }

  Response.StatusData status(MailStore store, MailboxInfo info, List<StatusItem> items) {
    var mailbox = store.open(info.id());
    var counts = mailbox.counts();
    var values = new LinkedHashMap<StatusItem, Long>();
    items.forEach(item -> values.put(item, value(item, mailbox, counts)));
    return new Response.StatusData(info.name(), values);
  }

  private long value(StatusItem item, Mailbox mailbox, MailboxCounts counts) {
    return switch (item) {
      case MESSAGES -> counts.messages();
      case RECENT -> recent(mailbox.snapshot());
      case UIDNEXT -> Math.min(counts.uidNext(), Uid.MAX);
      case UIDVALIDITY -> counts.uidValidity().value();
      case UNSEEN -> counts.unseen();
      case DELETED -> counts.deleted();
      case SIZE -> counts.totalSize();
      case HIGHESTMODSEQ -> counts.highestModSeq().value();
      case MAILBOXID -> mailbox.id().value();
      case DELETED_STORAGE -> deleted(mailbox.snapshot());
      case APPENDLIMIT -> appendLimit;
    };
  }

  private static long deleted(MailboxSnapshot snapshot) {
    long octets = 0;
    var deleted = snapshot.live().and(snapshot.with(SystemFlag.DELETED));
    for (var uids = deleted.iterator(); uids.hasNext(); ) {
      octets += snapshot.size(uids.nextLong());
    }
    return octets;
  }

  private static long recent(MailboxSnapshot snapshot) {
    long first = snapshot.firstRecentUid();
    return snapshot.live().within(first, Uid.MAX).size();
  }
}
