package org.culverhouse.store;

import java.util.List;
import java.util.stream.Stream;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.MailboxId;
import org.culverhouse.api.model.UidSet;
import org.culverhouse.index.MessageRow;
import org.culverhouse.mailbox.Appended;

/** New messages, all of them or none. */
record AppendMessages(MailboxId target, List<PreparedMessage> messages)
    implements Change<AppendMessages.Stored> {
  private static final int RECORD = 200;
  private static final long KEYWORD = 304;
  private static final int RENUMBER = 56;

  /** Where the messages went. */
  record Stored(Appended appended, long[] pointers) {}

  @Override
  public Space space() {
    return Space.GROWS;
  }

  @Override
  public long octets() {
    return messages.stream()
            .mapToLong(m -> m.entry().recordLength() + RECORD + 2L * m.flags().keywords().size())
            .sum()
        + KEYWORD * keywords().count()
        + RENUMBER;
  }

  private Stream<Keyword> keywords() {
    return messages.stream().flatMap(m -> m.flags().keywords().stream()).distinct();
  }

  @Override
  public Stored plan(Plan plan) {
    plan.target(target);
    plan.checkQuota(messages.stream().mapToLong(PreparedMessage::size).sum(), messages.size());
    return record(plan);
  }

  /** The same, for somebody who has looked at the quota. */
  Stored record(Plan plan) {
    var mailbox = plan.target(target);
    plan.checkKeywords(mailbox, keywords().toList());
    plan.makeUids(target, mailbox, messages.size());
    long firstUid = mailbox.uidNext();
    long modSeq = mailbox.highestModSeq() + 1;
    var pointers = new long[messages.size()];
    for (int i = 0; i < pointers.length; i++) {
      var message = messages.get(i);
      var numbers = plan.keywordNumbers(target, mailbox, message.flags().keywords());
      pointers[i] = plan.body(message.entry(), message.blobId());
      plan.record(
          new LogRecord.Append(
              target.value(),
              modSeq,
              firstUid + i,
              message.flags().systemBits(),
              numbers,
              message.blobId(),
              row(message, pointers[i], plan.nowSeconds())));
    }
    var uids =
        pointers.length == 0 ? UidSet.EMPTY : UidSet.of(firstUid, firstUid + pointers.length - 1);
    return new Stored(new Appended(mailbox.uidValidity(), uids), pointers);
  }

  private static MessageRow row(PreparedMessage message, long pointer, long nowSeconds) {
    return new MessageRow(
        pointer,
        message.size(),
        message.internalDate(),
        nowSeconds,
        message.guid().high(),
        message.guid().low(),
        0);
  }
}
