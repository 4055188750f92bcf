package org.culverhouse.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.MailboxId;
import org.culverhouse.api.model.Uid;
import org.culverhouse.api.model.UidValidity;
import org.culverhouse.index.MailboxEdit;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.QuotaLimits;
import org.culverhouse.mailbox.Reason;

/** What one commit writes, and the state it leads to. One thread. */
final class Plan {
  private static final long MAX_UID_VALIDITY = 0xFFFF_FFFFL;

  private final StoreEdit edit;
  private final Transaction transaction;
  private final StoreSettings settings;
  private final QuotaLimits limits;
  private final long nowSeconds;
  private final List<LogRecord> records = new ArrayList<>();
  private final Happenings happenings = new Happenings();
  private final Map<Long, Long> externals = new HashMap<>();
  private boolean sync;
  private boolean force;

  Plan(
      StoreEdit edit,
      Transaction transaction,
      StoreSettings settings,
      QuotaLimits limits,
      long nowSeconds) {
    this.edit = edit;
    this.transaction = transaction;
    this.settings = settings;
    this.limits = limits;
    this.nowSeconds = nowSeconds;
  }

  StoreEdit edit() {
    return edit;
  }

  StoreSettings settings() {
    return settings;
  }

  long nowSeconds() {
    return nowSeconds;
  }

  Transaction transaction() {
    return transaction;
  }

  List<LogRecord> records() {
    return records;
  }

  /** What will have happened. */
  Happenings happenings() {
    return happenings;
  }

  /** Whether what has been recorded must be on disk before anyone is told. */
  boolean isSynced() {
    return sync;
  }

  void sync() {
    sync = true;
  }

  /** As {@link #sync}, even where durability is given up. */
  void force() {
    sync = true;
    force = true;
  }

  boolean isForced() {
    return force;
  }

  MailboxEdit mailbox(MailboxId id) {
    var mailbox = edit.mailbox(id.value());
    if (mailbox == null) {
      throw new MailException(Reason.NO_SUCH_MAILBOX, "The mailbox does not exist any more");
    }
    return mailbox;
  }

  /** The mailbox, if its UIDs still mean what they meant to the caller. */
  MailboxEdit mailbox(MailboxId id, UidValidity validity) {
    var mailbox = mailbox(id);
    if (!mailbox.uidValidity().equals(validity)) {
      throw renumbered();
    }
    return mailbox;
  }

  static MailException renumbered() {
    return new MailException(Reason.RENUMBERED, "The mailbox has a new UIDVALIDITY");
  }

  /** A mailbox that could be created if it is not there. */
  MailboxEdit target(MailboxId id) {
    var mailbox = edit.mailbox(id.value());
    if (mailbox == null) {
      throw new MailException(Reason.TRY_CREATE, "The mailbox does not exist any more");
    }
    return mailbox;
  }

  /** Puts a body into the log and returns where it is. */
  long body(Transaction.Entry body, long blobId) {
    sync = true;
    long pointer = transaction.add(body);
    if (body.type() == RecordType.EXTERNAL_BLOB) {
      externals.put(pointer, blobId);
    }
    return pointer;
  }

  /** For each pointer to a new body in a file of its own, the number of the file. */
  Map<Long, Long> externals() {
    return externals;
  }

  /** Puts a record into the log, does what it says, and returns where it is. */
  long record(LogRecord record) {
    long pointer = transaction.add(Transaction.Entry.of(record));
    edit.apply(record);
    records.add(record);
    switch (record) {
      case LogRecord.Flags r -> happenings.flags(r.mailbox());
      case LogRecord.DefineKeyword r -> happenings.changed(r.mailbox());
      case LogRecord.UidState r -> happenings.changed(r.mailbox());
      case LogRecord.Append r -> syncMessages(r.mailbox());
      case LogRecord.Expunge r -> syncMessages(r.mailbox());
      case LogRecord.Copy r -> syncMessages(r.target());
      case LogRecord.Move r -> {
        syncMessages(r.copy().source());
        syncMessages(r.copy().target());
      }
      case LogRecord.CreateMailbox r -> syncMessages(r.mailbox());
      case LogRecord.Renumber r -> syncMessages(r.mailbox());
      case LogRecord.DeleteMailbox r -> {
        sync = true;
        happenings.changed(r.mailbox());
      }
      default -> sync = true;
    }
    return pointer;
  }

  private void syncMessages(long mailbox) {
    sync = true;
    happenings.messages(mailbox);
  }

  void checkQuota(long moreOctets, long moreMessages) {
    if (moreMessages > limits.messages() - edit.messages()
        || moreOctets > limits.octets() - edit.octets()) {
      throw overQuota();
    }
  }

  /**
   * Many mail programs delete by a copy to the trash and an expunge, which must work at full quota:
   * one such copy may exceed it, and the next one not until there is room again.
   */
  void checkCopyQuota(MailboxId target, long moreOctets, long moreMessages) {
    if (edit.isTrash(target)) {
      checkQuota(0, 0);
    } else {
      checkQuota(moreOctets, moreMessages);
    }
  }

  static MailException overQuota() {
    return new MailException(Reason.OVER_QUOTA, "The account would hold more than its quota");
  }

  /**
   * Sees to it that the mailbox has so many UIDs left, so that UIDNEXT stays a number that clients
   * can read: if need be, its messages are numbered anew from 1 on. The last check, as it records.
   */
  void makeUids(MailboxId id, MailboxEdit mailbox, long count) {
    if (count <= Uid.MAX - mailbox.uidNext()) {
      return;
    }
    if (count >= Uid.MAX - mailbox.liveCount()) {
      throw new MailException(Reason.LIMIT, "The mailbox has more messages than there are UIDs");
    }
    renumber(id, mailbox);
  }

  void renumber(MailboxId id, MailboxEdit mailbox) {
    long validity = nextUidValidity();
    record(new LogRecord.Renumber(id.value(), mailbox.highestModSeq() + 1, validity));
  }

  /**
   * Above every one that the store has given, so it goes up although clocks go back, and two
   * mailboxes never have the same.
   */
  long nextUidValidity() {
    long next = edit.uidValidityHigh() + 1;
    if (next > MAX_UID_VALIDITY) {
      throw new MailException(Reason.LIMIT, "The account has used up every UIDVALIDITY");
    }
    return nowSeconds <= MAX_UID_VALIDITY ? Math.max(next, nowSeconds) : next;
  }

  void checkKeywords(MailboxEdit mailbox, Collection<Keyword> keywords) {
    long unknown = keywords.stream().filter(k -> mailbox.keywordNumber(k) < 0).distinct().count();
    if (mailbox.keywordCount() + unknown > settings.keywords()) {
      throw new MailException(
          Reason.LIMIT, "A mailbox cannot have more than " + settings.keywords() + " keywords");
    }
  }

  /** The number of a keyword in a mailbox, which gets one if it has none. */
  int keywordNumber(MailboxId id, MailboxEdit mailbox, Keyword keyword) {
    int number = mailbox.keywordNumber(keyword);
    if (number < 0) {
      number = mailbox.keywordCount();
      record(new LogRecord.DefineKeyword(id.value(), number, keyword.name()));
    }
    return number;
  }

  int[] keywordNumbers(MailboxId id, MailboxEdit mailbox, Collection<Keyword> keywords) {
    return keywords.stream()
        .mapToInt(keyword -> keywordNumber(id, mailbox, keyword))
        .sorted()
        .distinct()
        .toArray();
  }
}
