package org.culverhouse.command;

import java.util.Arrays;
import java.util.Optional;
import org.culverhouse.account.Account;
import org.culverhouse.account.Authenticator;
import org.culverhouse.api.ImapSession;
import org.culverhouse.api.command.Authenticate;
import org.culverhouse.api.command.Login;
import org.culverhouse.api.response.Response.Tagged;
import org.culverhouse.api.response.ResponseCode;
import org.culverhouse.api.response.ResponseCode.Plain;
import org.culverhouse.limits.ConnectionLimits;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.MailStores;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.sasl.Channel;
import org.culverhouse.sasl.Exchange;
import org.culverhouse.sasl.Exchange.Step;
import org.culverhouse.sasl.MalformedResponseException;
import org.culverhouse.sasl.Mechanism;
import org.culverhouse.sasl.Mechanisms;

/** LOGIN and AUTHENTICATE (RFC 9051 sections 6.2.2 and 6.2.3). */
final class LoginHandler {
  /** The command LOGIN, as the log tells it apart from the mechanism. */
  private static final String PLAIN_COMMAND = "command";

  private final Authenticator authenticator;
  private final Mechanisms mechanisms;
  private final ConnectionLimits limits;
  private final MailStores stores;
  private final Capabilities capabilities;
  private final PlaintextPolicy plaintext;
  private final Sessions sessions;

  LoginHandler(
      Authenticator authenticator,
      Mechanisms mechanisms,
      ConnectionLimits limits,
      MailStores stores,
      Capabilities capabilities,
      PlaintextPolicy plaintext,
      Sessions sessions) {
    this.authenticator = authenticator;
    this.mechanisms = mechanisms;
    this.limits = limits;
    this.stores = stores;
    this.capabilities = capabilities;
    this.plaintext = plaintext;
    this.sessions = sessions;
  }

  Tagged login(Login command, Conversation conversation) {
    try {
      if (!mechanisms.takesPasswords()) {
        return Tagged.no(command.tag(), Plain.CANNOT, "LOGIN is switched off: use AUTHENTICATE");
      }
      requirePrivacy(conversation);
      var account =
          paced(conversation, PLAIN_COMMAND).authenticate(command.user(), command.password());
      return enter(command.tag(), account, PLAIN_COMMAND, conversation);
    } finally {
      command.wipe();
    }
  }

  Tagged authenticate(Authenticate command, Conversation conversation) {
    try {
      var mechanism = Mechanism.of(command.mechanism());
      if (mechanism.isPresent() && mechanism.get().showsPassword()) {
        requirePrivacy(conversation);
      }
      if (mechanism.isEmpty() || !isOffered(mechanism.get(), conversation)) {
        return Tagged.no(
            command.tag(), Plain.CANNOT, "There is no mechanism " + command.mechanism() + " here");
      }
      var exchange =
          mechanisms.begin(
              mechanism.get(),
              paced(conversation, mechanism.get().wireName()),
              channel(conversation.session()));
      return run(exchange, command, conversation);
    } catch (MalformedResponseException e) {
      return Tagged.bad(command.tag(), String.valueOf(e.getMessage()));
    } finally {
      command.initialResponse().ifPresent(LoginHandler::wipe);
    }
  }

  private boolean isOffered(Mechanism mechanism, Conversation conversation) {
    var session = conversation.session();
    return mechanisms.offered(channel(session), plaintext.allowsLogin(session)).contains(mechanism);
  }

  static Channel channel(ImapSession session) {
    return new Channel() {
      @Override
      public boolean offersBinding() {
        return binding("tls-exporter").isPresent();
      }

      @Override
      public Optional<byte[]> binding(String name) {
        return session.channelBinding(name);
      }
    };
  }

  private Tagged run(Exchange exchange, Authenticate command, Conversation conversation) {
    var step = exchange.begin(command.initialResponse());
    while (step instanceof Step.Challenge challenge) {
      var response = conversation.session().challenge(challenge.octets());
      if (response.isEmpty()) {
        return Tagged.bad(command.tag(), "AUTHENTICATE cancelled");
      }
      try {
        step = exchange.answer(response.get());
      } finally {
        wipe(response.get());
      }
    }
    var proven = (Step.Proven) step;
    if (proven.proof().isPresent()) {
      var response = conversation.session().challenge(proven.proof().get());
      if (response.isEmpty() || response.get().length > 0) {
        return Tagged.bad(command.tag(), "The client does not take the proof of the server");
      }
    }
    var mechanism = Mechanism.of(command.mechanism()).orElseThrow().wireName();
    return enter(command.tag(), proven.account(), mechanism, conversation);
  }

  private static void wipe(byte[] secret) {
    Arrays.fill(secret, (byte) 0);
  }

  private void requirePrivacy(Conversation conversation) {
    if (!plaintext.allowsLogin(conversation.session())) {
      throw new MailException(
          Reason.PRIVACY_REQUIRED, "Passwords are taken only with TLS: use STARTTLS or port 993");
    }
  }

  private Tagged enter(String tag, Account account, String mechanism, Conversation conversation) {
    conversation.logIn(admitted(account, conversation.session()));
    sessions.add(account.id(), conversation.session());
    LoginLog.loggedIn(conversation.session(), mechanism, account.address());
    return Tagged.ok(
        tag,
        new ResponseCode.Capabilities(capabilities.of(conversation.session())),
        "Welcome, " + account.address());
  }

  private Authenticator paced(Conversation conversation, String mechanism) {
    return new PacedAuthenticator(
        authenticator, conversation.attempts(), conversation.session(), mechanism);
  }

  private Conversation.User admitted(Account account, ImapSession session) {
    var admission = limits.admit(account, session.remoteAddress().getAddress());
    try {
      return new Conversation.User(account, open(account), admission);
    } catch (RuntimeException e) {
      admission.close();
      throw e;
    }
  }

  private MailStore open(Account account) {
    var store = stores.open(account.store());
    try {
      store.limit(account.quota());
      FirstMailboxes.make(store);
      return store;
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }
}
