package org.culverhouse.account;

/** Finds out who somebody is. Thread-safe; may take tens of milliseconds. */
public interface Authenticator {
  /**
   * Checks a password. The caller wipes it.
   *
   * @throws org.culverhouse.mailbox.MailException AUTHENTICATION_FAILED for an unknown user and for
   *     a wrong password alike, UNAVAILABLE when it cannot be known now
   */
  Account authenticate(String user, byte[] password);
}
