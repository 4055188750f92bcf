package org.culverhouse.command;

import java.util.Optional;
import java.util.OptionalLong;
import org.culverhouse.api.ImapSession;
import org.culverhouse.api.SyntaxException;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.command.Select.Access;
import org.culverhouse.api.model.MailboxId;
import org.culverhouse.api.model.SequenceSet;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Mailbox;
import org.culverhouse.mailbox.MailboxView;
import org.culverhouse.mailbox.MailboxView.Expunges;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.UidBitmap;

/** The mailbox that a session has selected (RFC 9051 section 3.3). */
final class Selection {
  private final Mailbox mailbox;
  private final MailboxView view;
  private final Access access;
  private final Mailbox.Registration registration;
  private UidBitmap saved = UidBitmap.EMPTY;

  private Selection(
      Mailbox mailbox, MailboxView view, Access access, Mailbox.Registration registration) {
    this.mailbox = mailbox;
    this.view = view;
    this.access = access;
    this.registration = registration;
  }

  Mailbox mailbox() {
    return mailbox;
  }

  MailboxView view() {
    return view;
  }

  /** From now on {@code $} stands for these messages (RFC 5182 section 2.1). */
  void save(UidBitmap found) {
    saved = found;
  }

  /** The session hears of every change from now on, and is over when UIDs change their meaning. */
  static Selection open(Mailbox mailbox, Access access, ImapSession session) {
    var registration = mailbox.listen(() -> changed(mailbox, session));
    try {
      var view =
          switch (access) {
            case READ_WRITE -> MailboxView.select(mailbox);
            case READ_ONLY -> MailboxView.examine(mailbox);
          };
      registration.knows(view.told().highestModSeq());
      return new Selection(mailbox, view, access, registration);
    } catch (MailException e) {
      registration.close();
      throw e;
    }
  }

  private static void changed(Mailbox mailbox, ImapSession session) {
    if (mailbox.isRenumbered()) {
      session.disconnect(Optional.empty(), "The mailbox has a new UIDVALIDITY");
    } else {
      session.wake();
    }
  }

  /** Removes messages for good, on behalf of the client. */
  UidBitmap expunge(UidBitmap uids) {
    var gone = mailbox.expunge(uids);
    view.removed(gone);
    return gone;
  }

  /** Tells what has happened; a message that is told as expunged is not asked for any more. */
  void tell(Expunges expunges, MailboxView.Audience audience) {
    view.tell(expunges, audience);
    if (!view.isHoldingExpunges()) {
      registration.knows(view.told().highestModSeq());
    }
  }

  /** What the client does not know of the mailbox, as far as that is there. */
  enum Unknown {
    NOTHING,
    FLAGS,
    MESSAGES
  }

  Unknown unknown() {
    try {
      var newest = mailbox.counts().highestModSeq();
      if (!view.isCounted() || !view.told().highestModSeq().equals(newest)) {
        return Unknown.MESSAGES;
      }
      return view.isHolding() ? Unknown.FLAGS : Unknown.NOTHING;
    } catch (MailException e) {
      return Unknown.NOTHING;
    }
  }

  boolean is(MailboxId id) {
    return mailbox.id().equals(id);
  }

  boolean isWritable() {
    return access == Access.READ_WRITE;
  }

  /**
   * @throws MailException with {@link Reason#READ_ONLY} after EXAMINE
   */
  void requireWritable() {
    if (!isWritable()) {
      throw new MailException(Reason.READ_ONLY, "The mailbox was opened with EXAMINE");
    }
  }

  /**
   * The messages that a command names.
   *
   * @throws SyntaxException for a sequence number that no message has
   */
  UidBitmap named(Numbering numbering, SequenceSet set) {
    if (set.isSaved()) {
      return saved.and(view.messages());
    }
    return switch (numbering) {
      case UID -> view.withUids(set);
      case SEQUENCE -> {
        OptionalLong missing = view.missing(set);
        if (missing.isPresent()) {
          throw new SyntaxException(
              "There is no message " + missing.getAsLong() + ", the mailbox has " + view.size());
        }
        yield view.withNumbers(set);
      }
    };
  }

  /** Nothing more is heard of the mailbox. */
  void close() {
    registration.close();
  }
}
