package org.culverhouse.command;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.culverhouse.account.Account;
import org.culverhouse.api.ImapSession;
import org.culverhouse.api.ImapSession.Listening;
import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.command.CommandKind;
import org.culverhouse.api.command.CommandKind.Effect;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.model.Extension;
import org.culverhouse.api.model.MailboxId;
import org.culverhouse.api.model.SessionState;
import org.culverhouse.api.model.UidSet;
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
import org.culverhouse.mailbox.StoreView;
import org.culverhouse.mailbox.UidBitmap;
import org.culverhouse.mailbox.Wanted;
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
  private Optional<StoreView> storeView = Optional.empty();
  private Interest interest = Interest.DEFAULT;
  private Room room = Room.SOME;
  private String client = "";

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
    selection.ifPresent(this::rememberStates);
  }

  /** Only who knows of mod-sequences refers to states. */
  private void rememberStates(Selection selected) {
    if (has(Extension.CONDSTORE)) {
      selected.view().earlier().begin();
    }
  }

  LoginPenalty.Attempts attempts() {
    return attempts;
  }

  /** What the client has said of itself. */
  void introduce(String program) {
    client = program;
  }

  String client() {
    return client;
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
    chosen.view().want(interest.wanted());
    rememberStates(chosen);
    session.enter(SessionState.SELECTED);
  }

  void unselect() {
    selection.ifPresent(Selection::close);
    selection = Optional.empty();
    session.enter(SessionState.AUTHENTICATED);
    storeView.ifPresent(StoreView::remind); // of what was not told while it was selected
  }

  /** What the client wants to hear of. */
  Interest interest() {
    return interest;
  }

  boolean hasNotified() {
    return interest != Interest.DEFAULT;
  }

  /** What others do outside of the selected mailbox, if the client wants to hear of that. */
  Optional<StoreView> storeView() {
    return storeView;
  }

  /** From now on the session is woken by what others do anywhere. */
  StoreView watchStore() {
    return new StoreView(store(), session::wake);
  }

  /** From now on the client hears of that, and of nothing else. */
  void hearOf(Interest next, Optional<StoreView> view) {
    storeView.ifPresent(StoreView::close);
    storeView = view;
    interest = next;
    selection.ifPresent(selected -> selected.view().want(next.wanted()));
    session.listen(next.isBetweenCommands() ? Listening.BETWEEN_COMMANDS : Listening.IN_IDLE);
  }

  /** The client is about to get to know the state of a mailbox. */
  void forgetNews(MailboxId mailbox) {
    storeView.ifPresent(view -> view.forget(mailbox));
  }

  /** The client itself has put these messages into a mailbox, which it may have selected. */
  void added(MailboxId mailbox, UidSet uids) {
    selection
        .filter(selected -> selected.is(mailbox))
        .ifPresent(selected -> selected.view().added(UidBitmap.of(uids.ranges())));
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
    if (!kind.has(Effect.ENDS_SESSION)) {
      var expunges = kind.has(Effect.TELLS_EXPUNGES) ? Expunges.TOLD : Expunges.HELD;
      tellNews(expunges, numbering(kind), needsMailbox(kind), out);
    }
  }

  /** The same while no command runs, for a client that listens then. */
  void tellNewsBetweenCommands(ResponseWriter out) {
    var expunges =
        switch (interest.expunges()) {
          case AT_ONCE -> Expunges.TOLD;
          case DELAYED -> Expunges.HELD;
        };
    tellNews(expunges, Numbering.UID, false, out);
  }

  /** Tells everything that has happened, whether or not it will be of interest from now on. */
  void tellEverything(CommandKind kind, ResponseWriter out) {
    selection.ifPresent(selected -> selected.view().want(Wanted.EVERYTHING));
    try {
      tellNews(kind, out);
    } finally {
      selection.ifPresent(selected -> selected.view().want(interest.wanted()));
    }
  }

  private void tellNews(
      Expunges expunges, Numbering numbering, boolean needsMailbox, ResponseWriter out) {
    if (selection.isEmpty()) {
      return;
    }
    try {
      tell(selection.get(), expunges, News.of(this, numbering, out), out);
    } catch (MailException e) {
      if (e.reason() == Reason.RENUMBERED) {
        session.disconnect(Optional.empty(), String.valueOf(e.getMessage()));
        return;
      }
      if (e.reason() != Reason.NO_SUCH_MAILBOX || needsMailbox) {
        throw e;
      }
    }
  }

  /**
   * A client that keeps mod-sequences would believe that it knows everything up to the highest one
   * it is told. While something is held back, it hears up to where that is true (RFC 7162 section
   * 3.2), and afterwards that it has caught up.
   */
  private void tell(Selection selected, Expunges expunges, News news, ResponseWriter out) {
    boolean wasHolding = selected.view().isHolding();
    selected.tell(expunges, news);
    boolean isHolding = selected.view().isHolding();
    if ((wasHolding || isHolding) && has(Extension.QRESYNC)) {
      out.write(
          Untagged.ok(
              new ResponseCode.HighestModSeq(selected.view().complete()),
              isHolding ? "The rest is told later" : "Highest"));
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
    storeView.ifPresent(StoreView::close);
    storeView = Optional.empty();
    interest = Interest.DEFAULT;
    room = Room.SOME;
    user.ifPresent(User::close);
    user = Optional.empty();
  }
}
