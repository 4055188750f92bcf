package org.culverhouse.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.culverhouse.account.Account;
import org.culverhouse.account.Authenticator;
import org.culverhouse.api.ConnectionGoneException;
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

/** LOGIN and AUTHENTICATE PLAIN (RFC 9051 sections 6.2.2 and 6.2.3, RFC 4616). */
final class LoginHandler {
  private final Authenticator authenticator;
  private final ConnectionLimits limits;
  private final MailStores stores;
  private final Capabilities capabilities;
  private final PlaintextPolicy plaintext;
  private final Sessions sessions;

  LoginHandler(
      Authenticator authenticator,
      ConnectionLimits limits,
      MailStores stores,
      Capabilities capabilities,
      PlaintextPolicy plaintext,
      Sessions sessions) {
    this.authenticator = authenticator;
    this.limits = limits;
    this.stores = stores;
    this.capabilities = capabilities;
    this.plaintext = plaintext;
    this.sessions = sessions;
  }

  Tagged login(Login command, Conversation conversation) {
    try {
      requirePrivacy(conversation);
      return logIn(command.tag(), command.user(), command.password(), conversation);
    } finally {
      command.wipe();
    }
  }

  Tagged authenticate(Authenticate command, Conversation conversation) {
    if (!command.mechanism().toUpperCase(Locale.ROOT).equals("PLAIN")) {
      return Tagged.no(
          command.tag(), Plain.CANNOT, "There is no mechanism " + command.mechanism() + " here");
    }
    var initial = command.initialResponse();
    try {
      requirePrivacy(conversation);
      var response = initial.isPresent() ? initial : conversation.session().challenge(new byte[0]);
      if (response.isEmpty()) {
        return Tagged.bad(command.tag(), "AUTHENTICATE cancelled");
      }
      return plain(command.tag(), response.get(), conversation);
    } finally {
      initial.ifPresent(LoginHandler::wipe);
    }
  }

  private Tagged plain(String tag, byte[] response, Conversation conversation) {
    Optional<PlainResponse> parsed = Optional.empty();
    try {
      parsed = PlainResponse.parse(response);
      if (parsed.isEmpty()) {
        return Tagged.bad(tag, "The PLAIN response is not authzid NUL authcid NUL password");
      }
      if (!parsed.get().isForSelf()) {
        return Tagged.no(tag, Plain.AUTHORIZATIONFAILED, "Nobody may act for somebody else here");
      }
      return logIn(tag, parsed.get().user(), parsed.get().password(), conversation);
    } finally {
      wipe(response);
      parsed.ifPresent(plain -> wipe(plain.password()));
    }
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

  private Tagged logIn(String tag, String user, byte[] password, Conversation conversation) {
    var account = authenticated(user, password, conversation);
    conversation.logIn(admitted(account));
    sessions.add(account.id(), conversation.session());
    return Tagged.ok(
        tag,
        new ResponseCode.Capabilities(capabilities.of(conversation.session())),
        "Welcome, " + account.address());
  }

  private Account authenticated(String user, byte[] password, Conversation conversation) {
    var attempts = conversation.attempts();
    try {
      attempts.begin();
      return authenticator.authenticate(user, password);
    } catch (MailException e) {
      if (e.reason() == Reason.AUTHENTICATION_FAILED) {
        attempts.failed();
        if (attempts.exhausted()) {
          conversation
              .session()
              .disconnect(Optional.of(Plain.AUTHENTICATIONFAILED), "Too many failed logins");
        }
      }
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectionGoneException("interrupted while a login waited");
    }
  }

  private Conversation.User admitted(Account account) {
    var admission = limits.admit(account);
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
