package org.culverhouse.mailbox;

import java.nio.ByteBuffer;
import org.culverhouse.api.Content;
import org.culverhouse.api.model.MailboxId;
import org.culverhouse.api.model.ModSeq;

/**
 * An open mailbox, shared by all sessions. Thread-safe. UIDs that do not exist any more are passed
 * over by changes; they are in the answer only if something was done to them. When the mailbox gets
 * another UIDVALIDITY, every method answers {@link Reason#RENUMBERED}.
 */
public interface Mailbox {
  MailboxId id();

  /** The newest state; what it shows is durable. */
  MailboxSnapshot snapshot();

  /** Of the newest state, which need not be read for that. */
  MailboxCounts counts();

  /**
   * The whole message. @throws MailException with {@link Reason#EXPUNGED} or {@link Reason#CORRUPT}
   */
  Content message(long uid);

  /**
   * What the MIME scanner found when the message came, as {@code mime} encodes it: ENVELOPE,
   * BODYSTRUCTURE and where the parts lie.
   */
  ByteBuffer structure(long uid);

  /** Changes flags, and returns those messages whose flags are different now. */
  UidBitmap change(UidBitmap uids, FlagChange change);

  /** The same, but leaves messages alone that do not meet the condition. */
  ConditionalChange change(UidBitmap uids, FlagChange change, Unchanged condition);

  /** Removes messages for good, whatever their flags, and returns those that were there. */
  UidBitmap expunge(UidBitmap uids);

  Copied copy(UidBitmap uids, MailboxId target);

  /** All of them or none. */
  Copied move(UidBitmap uids, MailboxId target);

  /**
   * Puts a message into the target and removes another one from here, both or none (RFC 8508); of
   * the quota the difference counts. The content is read, not closed.
   *
   * @throws MailException with {@link Reason#EXPUNGED} when the other one is gone
   */
  Appended replace(long uid, MailboxId target, NewMessage message);

  /**
   * Claims the recent messages for a session: returns the first UID that is recent to it, and
   * nobody else gets those.
   */
  long claimRecent();

  /** Whether a keyword may be used that was never used here. */
  boolean takesNewKeywords();

  /** Whether UIDs of this mailbox mean something else by now. */
  boolean isRenumbered();

  /**
   * Calls the listener after each change until the registration is closed; it must not block. As
   * long as it is open, messages that were expunged can be asked for until they are known to be.
   */
  Registration listen(Runnable listener);

  /** Ends a {@link #listen}. */
  interface Registration extends AutoCloseable {
    /** The listener knows what was expunged up to this moment, and will not ask for it any more. */
    void knows(ModSeq expunges);

    @Override
    void close();
  }
}
