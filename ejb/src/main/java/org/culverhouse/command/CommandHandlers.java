package org.culverhouse.command;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.culverhouse.account.AccountChange;
import org.culverhouse.account.Authenticator;
import org.culverhouse.account.QuotaRoots;
import org.culverhouse.api.AnnouncedMessages;
import org.culverhouse.api.ImapSession;
import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.command.Append;
import org.culverhouse.api.command.Authenticate;
import org.culverhouse.api.command.Capability;
import org.culverhouse.api.command.Check;
import org.culverhouse.api.command.Close;
import org.culverhouse.api.command.Command;
import org.culverhouse.api.command.CommandKind;
import org.culverhouse.api.command.CommandKind.Effect;
import org.culverhouse.api.command.Compress;
import org.culverhouse.api.command.Copy;
import org.culverhouse.api.command.Create;
import org.culverhouse.api.command.Delete;
import org.culverhouse.api.command.Done;
import org.culverhouse.api.command.Enable;
import org.culverhouse.api.command.Expunge;
import org.culverhouse.api.command.Fetch;
import org.culverhouse.api.command.GetQuota;
import org.culverhouse.api.command.GetQuotaRoot;
import org.culverhouse.api.command.Id;
import org.culverhouse.api.command.Idle;
import org.culverhouse.api.command.ListMailboxes;
import org.culverhouse.api.command.Login;
import org.culverhouse.api.command.Logout;
import org.culverhouse.api.command.Lsub;
import org.culverhouse.api.command.Move;
import org.culverhouse.api.command.Namespace;
import org.culverhouse.api.command.Noop;
import org.culverhouse.api.command.Notify;
import org.culverhouse.api.command.Rename;
import org.culverhouse.api.command.Replace;
import org.culverhouse.api.command.Search;
import org.culverhouse.api.command.Select;
import org.culverhouse.api.command.SetQuota;
import org.culverhouse.api.command.StartTls;
import org.culverhouse.api.command.Status;
import org.culverhouse.api.command.Store;
import org.culverhouse.api.command.Subscribe;
import org.culverhouse.api.command.UidExpunge;
import org.culverhouse.api.command.Unauthenticate;
import org.culverhouse.api.command.Unselect;
import org.culverhouse.api.command.Unsubscribe;
import org.culverhouse.api.model.Extension;
import org.culverhouse.api.model.SessionState;
import org.culverhouse.api.response.Response;
import org.culverhouse.api.response.Response.Tagged;
import org.culverhouse.api.response.Response.Untagged;
import org.culverhouse.api.response.ResponseCode;
import org.culverhouse.limits.ConnectionLimits;
import org.culverhouse.limits.LoginPenalty;
import org.culverhouse.mailbox.MailStores;
import org.culverhouse.sasl.Mechanisms;

/**
 * Hands each command to its handler, and tells afterwards what has happened meanwhile. Thread-safe;
 * the calls of one session never overlap.
 */
public final class CommandHandlers {
  private final CommandSettings settings;
  private final MailStores stores;
  private final InstantSource clock;
  private final LoginPenalty penalty;
  private final LongSupplier nanoTime;
  private final Capabilities capabilities;
  private final Sessions sessions = new Sessions();
  private final LoginHandler login;
  private final SelectHandler select = new SelectHandler();
  private final MailboxesHandler mailboxes = new MailboxesHandler();
  private final ListHandler list;
  private final StatusHandler status;
  private final NotifyHandler notify;
  private final QuotaHandler quota;
  private final AppendHandler append;
  private final CloseHandler close;
  private final FetchHandler fetch;
  private final StoreHandler store;
  private final CopyHandler copy;
  private final SearchHandler search;

  public CommandHandlers(
      CommandSettings settings,
      MailStores stores,
      Authenticator authenticator,
      Mechanisms mechanisms,
      QuotaRoots quotaRoots,
      ConnectionLimits limits,
      LoginPenalty penalty,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.settings = settings;
    this.stores = stores;
    this.clock = clock;
    this.penalty = penalty;
    this.nanoTime = nanoTime;
    this.capabilities = new Capabilities(settings, mechanisms);
    this.login =
        new LoginHandler(
            authenticator,
            mechanisms,
            limits,
            stores,
            capabilities,
            settings.plaintext(),
            sessions);
    this.quota = new QuotaHandler(stores, quotaRoots);
    this.status = new StatusHandler(settings.appendLimit());
    this.list = new ListHandler(status);
    this.notify = new NotifyHandler(status);
    var limit = new MessageLimit(settings.maxMessages());
    this.append = new AppendHandler(clock, settings, limit);
    this.close = new CloseHandler(limit);
    this.fetch = new FetchHandler(limit);
    this.store = new StoreHandler(limit);
    this.copy = new CopyHandler(limit);
    this.search = new SearchHandler(clock, limit);
    stores.whenRoomChanges(sessions::wake);
  }

  /** Writes the greeting. */
  public void opened(ImapSession session, ResponseWriter out) {
    var attempts = penalty.attempts(session.remoteAddress().getAddress());
    session.attach(new Conversation(session, attempts));
    out.write(
        Untagged.ok(new ResponseCode.Capabilities(capabilities.of(session)), "Culverhouse ready"));
  }

  /** Answers a command; the tagged response comes last. */
  public void handle(ImapSession session, Command command, ResponseWriter out) {
    var conversation = conversation(session);
    var answer = answer(command, conversation, out);
    conversation.tellRoom(stores.room(), out);
    tellNews(command.kind(), conversation, out);
    out.write(answer);
  }

  /**
   * Refuses messages that could not be stored, before they are sent. How much REPLACE gives back is
   * not known yet: for it the quota is looked at when the message is here.
   *
   * @throws MailException with the reason
   */
  public void announced(ImapSession session, AnnouncedMessages announced) {
    var store = conversation(session).store();
    switch (announced.kind()) {
      case REPLACE, UID_REPLACE -> store.checkDisk(announced.octets());
      default -> store.checkRoom(announced.messages(), announced.octets());
    }
  }

  private void tellNews(CommandKind kind, Conversation conversation, ResponseWriter out) {
    conversation.tellNews(kind, out);
    if (!kind.has(Effect.SPEAKS_OF_NAMES) && !kind.has(Effect.ENDS_SESSION)) {
      notify.tell(conversation, out);
    }
  }

  /** Tells a client that listens what is new. */
  public void changed(ImapSession session, ResponseWriter out) {
    var conversation = conversation(session);
    conversation.tellRoom(stores.room(), out);
    if (session.isIdling()) {
      conversation.tellNews(CommandKind.IDLE, out);
    } else {
      conversation.tellNewsBetweenCommands(out);
    }
    notify.tell(conversation, out);
    out.flush();
  }

  public void closed(ImapSession session) {
    // A connection may go before its greeting.
    if (session.attachment() instanceof Conversation conversation) {
      logOut(conversation);
    }
  }

  private void logOut(Conversation conversation) {
    conversation.user().ifPresent(user -> end(user, conversation));
    conversation.close();
  }

  private void end(Conversation.User user, Conversation conversation) {
    var session = conversation.session();
    sessions.remove(user.account().id(), session);
    LoginLog.ended(session, user.account().address(), conversation.client(), clock.instant());
  }

  /** Live sessions follow what the administrator does. New limits hold from the next login on. */
  public void accountChanged(AccountChange change) {
    switch (change) {
      case AccountChange.Closed closed -> sessions.disconnect(closed.account(), closed.reason());
      case AccountChange.Limited limited -> {}
    }
  }

  private static Conversation conversation(ImapSession session) {
    if (session.attachment() instanceof Conversation conversation) {
      return conversation;
    }
    throw new IllegalStateException("session " + session.id() + " has not been opened");
  }

  private Response answer(Command command, Conversation conversation, ResponseWriter out) {
    var progress = new Progress(command.tag(), conversation.session(), out, nanoTime);
    return switch (command) {
      case Capability capability -> capability(capability, conversation, out);
      case Noop noop -> Tagged.ok(noop.tag(), "NOOP completed");
      case Logout logout -> logout(logout, conversation, out);
      case Id id -> id(id, conversation, out);
      case StartTls startTls ->
          throw new IllegalStateException("STARTTLS is answered by the connection");
      case Compress compress ->
          throw new IllegalStateException("COMPRESS is answered by the connection");
      case Unauthenticate leaving -> unauthenticate(leaving, conversation);
      case Authenticate authenticate -> login.authenticate(authenticate, conversation);
      case Login plain -> login.login(plain, conversation);
      case Enable enable -> enable(enable, conversation, out);
      case Select chosen -> select.handle(chosen, conversation, out);
      case Create create -> mailboxes.create(create, conversation);
      case Delete delete -> mailboxes.delete(delete, conversation, out);
      case Rename rename -> mailboxes.rename(rename, conversation);
      case Subscribe subscribe -> mailboxes.subscribe(subscribe, conversation);
      case Unsubscribe unsubscribe -> mailboxes.unsubscribe(unsubscribe, conversation);
      case ListMailboxes names -> list.list(names, conversation, progress, out);
      case Lsub lsub -> list.lsub(lsub, conversation, out);
      case Namespace namespace -> namespace(namespace, out);
      case Status asked -> status.handle(asked, conversation, out);
      case GetQuota asked -> quota.quota(asked, conversation, out);
      case GetQuotaRoot asked -> quota.root(asked, conversation, out);
      case SetQuota limits -> quota.set(limits, conversation, out);
      case Append messages -> append.append(messages, conversation, progress, out);
      case Notify wish -> notify.handle(wish, conversation, out);
      case Idle idle -> new Response.Continuation("idling");
      case Done done -> Tagged.ok(done.tag(), "IDLE completed");
      case Check check -> Tagged.ok(check.tag(), "CHECK completed");
      case Close closing -> close.close(closing, conversation);
      case Unselect unselect -> close.unselect(unselect, conversation);
      case Expunge expunge -> close.expunge(expunge, conversation);
      case UidExpunge expunge -> close.uidExpunge(expunge, conversation, out);
      case Replace replacing -> append.replace(replacing, conversation, progress, out);
      case Search keys -> search.handle(keys, conversation, progress, out);
      case Fetch attributes -> fetch.handle(attributes, conversation, progress, out);
      case Store flags -> store.handle(flags, conversation, out);
      case Copy copying -> copy.copy(copying, conversation);
      case Move moving -> copy.move(moving, conversation, out);
    };
  }

  private Tagged capability(Capability command, Conversation conversation, ResponseWriter out) {
    out.write(new Response.CapabilityData(capabilities.of(conversation.session())));
    return Tagged.ok(command.tag(), "CAPABILITY completed");
  }

  /** The connection is as new, but for TLS and what counts failed logins (RFC 8437 section 3). */
  private Tagged unauthenticate(Unauthenticate command, Conversation conversation) {
    logOut(conversation);
    conversation.session().forgetUser();
    return Tagged.ok(
        command.tag(),
        new ResponseCode.Capabilities(capabilities.of(conversation.session())),
        "UNAUTHENTICATE completed");
  }

  private static Tagged logout(Logout command, Conversation conversation, ResponseWriter out) {
    out.write(Untagged.bye("See you"));
    conversation.session().enter(SessionState.LOGOUT);
    return Tagged.ok(command.tag(), "LOGOUT completed");
  }

  private Tagged id(Id command, Conversation conversation, ResponseWriter out) {
    conversation.introduce(LoginLog.client(command.fields()));
    var fields = new LinkedHashMap<String, String>();
    fields.put("name", "Culverhouse");
    fields.put("version", settings.version());
    out.write(new Response.IdData(fields));
    return Tagged.ok(command.tag(), "ID completed");
  }

  /** What cannot be enabled is passed over, and so not in the answer (RFC 5161 section 3.1). */
  private static Tagged enable(Enable command, Conversation conversation, ResponseWriter out) {
    var extensions =
        command.capabilities().stream()
            .map(Extension::named)
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    extensions.forEach(conversation::switchOn);
    out.write(
        new Response.Enabled(
            extensions.stream()
                .map(extension -> new org.culverhouse.api.model.Capability(extension.wireName()))
                .toList()));
    return Tagged.ok(command.tag(), "ENABLE completed");
  }

  private static Tagged namespace(Namespace command, ResponseWriter out) {
    out.write(new Response.Namespaces());
    return Tagged.ok(command.tag(), "NAMESPACE completed");
  }
}
