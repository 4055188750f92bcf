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

  /** Whether everybody who has a password can use SCRAM. */
  boolean offersScram();

  /**
   * What a proof of this user is checked against; for whom there is nothing, keys that nothing
   * fits.
   *
   * @throws org.culverhouse.mailbox.MailException UNAVAILABLE when it cannot be known now
   */
  ScramKeys scramKeys(String user, ScramHash hash);

  /**
   * The account of a user whose proof has been checked against these keys.
   *
   * @param fits what the check has found
   * @throws org.culverhouse.mailbox.MailException AUTHENTICATION_FAILED when it did not fit, when
   *     the keys are not the user's any more, or when the user may not log in; UNAVAILABLE when it
   *     cannot be known now
   */
  Account authenticated(String user, ScramKeys keys, boolean fits);
}
