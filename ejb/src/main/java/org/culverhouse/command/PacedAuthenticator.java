package org.culverhouse.command;

import java.util.Optional;
import java.util.function.Supplier;
import org.culverhouse.account.Account;
import org.culverhouse.account.Authenticator;
import org.culverhouse.account.ScramHash;
import org.culverhouse.account.ScramKeys;
import org.culverhouse.api.ConnectionGoneException;
import org.culverhouse.api.ImapSession;
import org.culverhouse.api.ImapSession.Presence;
import org.culverhouse.api.response.ResponseCode.Plain;
import org.culverhouse.limits.LoginPenalty.Attempts;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;

/** Checks passwords at the pace that one connection is allowed; too many wrong ones end it. */
record PacedAuthenticator(
    Authenticator authenticator, Attempts attempts, ImapSession session, String mechanism)
    implements Authenticator {
  @Override
  public Account authenticate(String user, byte[] password) {
    return attempt(user, () -> authenticator.authenticate(user, password));
  }

  @Override
  public boolean offersScram() {
    return authenticator.offersScram();
  }

  /** Tells nothing that is worth guessing. */
  @Override
  public ScramKeys scramKeys(String user, ScramHash hash) {
    return authenticator.scramKeys(user, hash);
  }

  @Override
  public Account authenticated(String user, ScramKeys keys, boolean fits) {
    return attempt(user, () -> authenticator.authenticated(user, keys, fits));
  }

  private Account attempt(String user, Supplier<Account> check) {
    try {
      return attempts.make(user, () -> checked(check));
    } catch (MailException e) {
      if (e.reason() == Reason.AUTHENTICATION_FAILED) {
        LoginLog.refused(session, mechanism, user);
      }
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectionGoneException("interrupted while a login waited");
    } finally {
      if (attempts.exhausted()) {
        session.disconnect(Optional.of(Plain.AUTHENTICATIONFAILED), "Too many failed logins");
      }
    }
  }

  /** Who has not waited for the turn does not get it. */
  private Account checked(Supplier<Account> check) {
    if (session.presence() == Presence.GONE) {
      throw new ConnectionGoneException("while a login waited");
    }
    return check.get();
  }
}
