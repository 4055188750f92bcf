package org.culverhouse.command;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.culverhouse.account.Account;
import org.culverhouse.api.ImapSession;
import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.command.CommandKind;
import org.culverhouse.api.command.CommandKind.Effect;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.model.Extension;
import org.culverhouse.api.model.SessionState;
import org.culverhouse.api.response.Response.Untagged;
import org.culverhouse.api.response.ResponseCode;
import org.culverhouse.api.response.ResponseCode.Plain;
import org.culverhouse.limits.ConnectionLimits.Admission;
import org.culverhouse.limits.LoginPenalty;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.MailboxView.Expunges;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.Room;
import org.culverhouse.mime.StringForm;

/**
 * What is known of a session between its commands: who has logged in, and what is selected. Belongs
 * to one session, whose calls never overlap.
 */
final class Conversation {
  private static final Set<CommandKind> BY_UID =
      Collections.unmodifiableSet(
          EnumSet.of(
              CommandKind.UID_COPY,
              CommandKind.UID_EXPUNGE,
              CommandKind.UID_FETCH,
              CommandKind.UID_MOVE,
              CommandKind.UID_REPLACE,
              CommandKind.UID_SEARCH,
              CommandKind.UID_STORE));

  private final ImapSession session;
  private final LoginPenalty.Attempts attempts;
  private Optional<User> user = Optional.empty();
  private Optional<Selection> selection = Optional.empty();
  private Room room = Room.SOME;

  /** Who has logged in. */
  record User(Account account, MailStore store, Admission admission) {
    private void close() {
      try (admission) {
        store.close();
      }
    }
  }

  Conversation(ImapSession session, LoginPenalty.Attempts attempts) {
    this.session = session;
    this.attempts = attempts;
  }

  ImapSession session() {
    return session;
  }

  /** Whether the client has switched that on. */
  boolean has(Extension extension) {
    return session.enabled().contains(extension);
  }

  StringForm stringForm() {
    return Extension.readsUtf8(session.enabled()) ? StringForm.UTF_8 : StringForm.ASCII;
  }

  /** QRESYNC brings CONDSTORE with it (RFC 7162 section 3.2.3). */
  void switchOn(Extension extension) {
    session.enable(extension);
    if (extension == Extension.QRESYNC) {
      session.enable(Extension.CONDSTORE);
    }
  }

  LoginPenalty.Attempts attempts() {
    return attempts;
  }

  Optional<User> user() {
    return user;
  }

  void logIn(User who) {
    user = Optional.of(who);
    session.enter(SessionState.AUTHENTICATED);
  }

  MailStore store() {
    return user.orElseThrow(() -> new IllegalStateException("nobody has logged in")).store();
  }

  Optional<Selection> selection() {
    return selection;
  }

  Selection selected() {
    return selection.orElseThrow(() -> new IllegalStateException("no mailbox is selected"));
  }

  void select(Selection chosen) {
    selection = Optional.of(chosen);
    session.enter(SessionState.SELECTED);
  }

  void unselect() {
    selection.ifPresent(Selection::close);
    selection = Optional.empty();
    session.enter(SessionState.AUTHENTICATED);
  }

  /** Tells a user once that the disk is full, and once that it is not any more. */
  void tellRoom(Room now, ResponseWriter out) {
    if (now != room && user.isPresent()) {
      room = now;
      out.write(Untagged.ok(Plain.ALERT, now.text()));
    }
  }

  /**
   * Tells what has happened in the selected mailbox, as far as the command allows. When another
   * session has deleted the mailbox there is nothing to tell; what needs the mailbox is refused. A
   * new UIDVALIDITY ends the session, behind the answer to what it has done before.
   */
  void tellNews(CommandKind kind, ResponseWriter out) {
    if (selection.isEmpty() || kind.has(Effect.ENDS_SESSION)) {
      return;
    }
    var expunges = kind.has(Effect.TELLS_EXPUNGES) ? Expunges.TOLD : Expunges.HELD;
    try {
      tell(selection.get(), expunges, kind, out);
    } catch (MailException e) {
      if (e.reason() == Reason.RENUMBERED) {
        session.disconnect(Optional.empty(), String.valueOf(e.getMessage()));
        return;
      }
      if (e.reason() != Reason.NO_SUCH_MAILBOX || needsMailbox(kind)) {
        throw e;
      }
    }
  }

  /**
   * A client that keeps mod-sequences would believe that it knows everything up to the highest one
   * it is told. While expunges are held back, it hears up to where that is true (RFC 7162 section
   * 3.2), and afterwards that it has caught up.
   */
  private void tell(Selection selected, Expunges expunges, CommandKind kind, ResponseWriter out) {
    boolean wasHolding = selected.view().isHolding();
    selected.tell(expunges, News.of(this, numbering(kind), out));
    boolean isHolding = selected.view().isHolding();
    if ((wasHolding || isHolding) && has(Extension.QRESYNC)) {
      out.write(
          Untagged.ok(
              new ResponseCode.HighestModSeq(selected.view().complete()),
              isHolding ? "Expunges are told later" : "Highest"));
    }
  }

  private static Numbering numbering(CommandKind kind) {
    return BY_UID.contains(kind) ? Numbering.UID : Numbering.SEQUENCE;
  }

  /** NOOP and CHECK ask for news of the mailbox, so they say that it is gone. */
  private static boolean needsMailbox(CommandKind kind) {
    return kind == CommandKind.NOOP
        || !kind.isAllowedIn(SessionState.AUTHENTICATED) && kind.isAllowedIn(SessionState.SELECTED);
  }

  /** The session is over, or the user has gone. */
  void close() {
    selection.ifPresent(Selection::close);
    selection = Optional.empty();
    room = Room.SOME;
    user.ifPresent(User::close);
    user = Optional.empty();
  }
}
