package org.culverhouse.account;

import jakarta.persistence.PersistenceException;
import java.util.Optional;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;

/** Checks passwords against the directory. Thread-safe. */
public final class DatabaseAuthenticator implements Authenticator {
  private final DirectoryAccess directory;
  private final Passwords passwords;
  private final int defaultConnections;

  public DatabaseAuthenticator(
      DirectoryAccess directory, Passwords passwords, int defaultConnections) {
    this.directory = directory;
    this.passwords = passwords;
    this.defaultConnections = defaultConnections;
  }

  @Override
  public Account authenticate(String user, byte[] password) {
    var found = find(user);
    var stored = found.map(Credential::hash).orElse(Passwords.NOBODY);
    // Who does not exist, has no password or is disabled waits as long as everybody else.
    if (password.length > Passwords.MAX_LENGTH || !passwords.matches(stored, password)) {
      throw refused();
    }
    return found.filter(Credential::enabled).map(Credential::account).orElseThrow(this::refused);
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
    try {
      return directory.inTransaction(users -> users.user(address).map(this::credential));
    } catch (PersistenceException e) {
      throw new MailException(Reason.UNAVAILABLE, "Accounts cannot be read now", e);
    }
  }

  private Credential credential(MailUser user) {
    int connections = user.maxConnections().orElse(defaultConnections);
    return new Credential(
        user.passwordHash().orElse(Passwords.NOBODY),
        user.isEnabled(),
        new Account(user.id(), user.address(), user.store(), user.quota(), connections));
  }

  private record Credential(String hash, boolean enabled, Account account) {}
}
