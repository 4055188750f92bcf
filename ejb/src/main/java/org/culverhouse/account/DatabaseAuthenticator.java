package org.culverhouse.account;

import java.util.Optional;
import javax.sql.DataSource;
import org.culverhouse.account.Credentials.Credential;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;

/** Checks passwords against the database. Thread-safe. */
public final class DatabaseAuthenticator implements Authenticator {
  private final Credentials credentials;
  private final Passwords passwords;

  /**
   * @param defaultConnections how many connections a user may have who has no limit of their own
   */
  public DatabaseAuthenticator(DataSource database, Passwords passwords, int defaultConnections) {
    this.credentials = new Credentials(database, defaultConnections);
    this.passwords = passwords;
  }

  @Override
  public Account authenticate(String user, byte[] password) {
    var found = find(user);
    var stored = found.map(Credential::hash).orElse(Passwords.NOBODY);
    // Who does not exist, has no password or is disabled waits as long as everybody else.
    if (password.length > Passwords.MAX_LENGTH) {
      throw refused();
    }
    var now = found;
    if (!passwords.isProven(stored, password)) {
      if (!passwords.matches(stored, password)) {
        throw refused();
      }
      // That took its time: the account may have other limits now, or may be gone.
      now = find(user);
    }
    return now.filter(account -> account.enabled() && account.hash().equals(stored))
        .map(Credential::account)
        .orElseThrow(this::refused);
  }

  private MailException refused() {
    return new MailException(Reason.AUTHENTICATION_FAILED, "The name or the password is wrong");
  }

  private Optional<Credential> find(String user) {
    Address address;
    try {
      address = Address.parse(user);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return credentials.of(address);
  }
}
