package org.culverhouse.mailbox;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.culverhouse.api.model.MailboxId;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SpecialUse;

/**
 * The mail of one account. Thread-safe; what a method has returned is durable, and what others see
 * has been made durable before. Every method may throw {@link MailException}.
 */
public interface MailStore extends AutoCloseable {
  StoreId id();

  MailboxTree tree();

  /** The mailbox as all sessions share it. */
  Mailbox open(MailboxId id);

  MailboxInfo create(MailboxName name, Set<SpecialUse> specialUses);

  /** INBOX cannot be deleted; the children of a mailbox stay. */
  void delete(MailboxName name);

  /**
   * With all children. RENAME of INBOX moves its messages to a new mailbox (RFC 9051 section
   * 6.3.6).
   */
  void rename(MailboxName from, MailboxName to);

  void subscribe(MailboxName name);

  void unsubscribe(MailboxName name);

  /**
   * Leaves out UIDs: the next message gets {@code uidNext} or more.
   *
   * @throws MailException with {@link Reason#CANNOT} if that would be a step back
   */
  void raiseUidNext(MailboxId mailbox, long uidNext);

  /**
   * Gives the mailbox a UIDVALIDITY above every one before, and its messages UIDs from 1 on in the
   * same order. Whoever has it open gets {@link Reason#RENUMBERED}. An append or copy does so by
   * itself when UIDs run out.
   */
  void renumber(MailboxId mailbox);

  /** Several messages are stored together or not at all. The contents are read, not closed. */
  Appended append(MailboxId target, List<NewMessage> messages);

  /**
   * Refuses what an append of so much would be refused for by now: the append decides.
   *
   * @throws MailException with {@link Reason#OVER_QUOTA}, or {@link Reason#UNAVAILABLE} when the
   *     disk is full
   */
  void checkRoom(int messages, long octets);

  /**
   * The same without a look at the quota.
   *
   * @throws MailException with {@link Reason#UNAVAILABLE} when the disk is full
   */
  void checkDisk(long octets);

  Usage usage();

  /** How much it may hold. */
  QuotaLimits limits();

  /** The mailbox as it stands in the tree now; empty if it is not there any more. */
  Optional<MailboxInfo> find(MailboxId id);

  /**
   * Calls the listener with what others do, who have opened the store for themselves, and with what
   * it does to names itself: after it can be seen, in the order in which it happens, until the
   * registration is closed. The listener must not block.
   */
  Registration listen(Consumer<List<StoreEvent>> listener);

  /** Ends a {@link #listen}. */
  interface Registration extends AutoCloseable {
    @Override
    void close();
  }

  /** How many mailboxes it may have. */
  int mailboxLimit();

  /** Takes effect for the next append or copy. */
  void limit(QuotaLimits limits);

  @Override
  void close();
}
