package org.culverhouse.account;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.culverhouse.account.Credentials.Credential;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;

/** Checks passwords, and proofs of them, against the database. Thread-safe. */
public final class DatabaseAuthenticator implements Authenticator {
  private static final System.Logger LOG = System.getLogger(DatabaseAuthenticator.class.getName());
  private static final Duration LOOKS_EVERY = Duration.ofMinutes(1);

  private final Credentials credentials;
  private final Passwords passwords;
  private final ServerSecret secret;
  private final LongSupplier nanoTime;
  private final AtomicLong nextLook;
  private volatile boolean everybodyHasScram;

  /**
   * @param defaultConnections how many connections a user may have who has no limit of their own
   * @param secret from which the keys of nobody follow
   */
  public DatabaseAuthenticator(
      DataSource database,
      Passwords passwords,
      int defaultConnections,
      ServerSecret secret,
      LongSupplier nanoTime) {
    this.credentials = new Credentials(database, defaultConnections);
    this.passwords = passwords;
    this.secret = secret;
    this.nanoTime = nanoTime;
    this.nextLook = new AtomicLong(nanoTime.getAsLong());
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
    boolean isProven = passwords.isProven(stored, password);
    if (!isProven) {
      if (!passwords.matches(stored, password)) {
        throw refused();
      }
      // That took its time: the account may have other limits now, or may be gone.
      now = find(user);
    }
    var usable = now.filter(account -> account.enabled() && account.hash().equals(stored));
    if (!isProven) {
      usable.filter(account -> account.scram().isEmpty()).ifPresent(a -> addScram(a, password));
    }
    return usable.map(Credential::account).orElseThrow(this::refused);
  }

  /** The password is here only now; without the keys the login is as good as with them. */
  private void addScram(Credential of, byte[] password) {
    try {
      credentials.addScram(of, passwords.scram(password));
    } catch (MailException e) {
      LOG.log(Level.DEBUG, "The keys of SCRAM of {0} wait for the next login", of.account());
    }
  }

  /** Looked at once a minute: it becomes true when the last one without keys has logged in. */
  @Override
  public boolean offersScram() {
    long now = nanoTime.getAsLong();
    long look = nextLook.get();
    if (now - look >= 0 && nextLook.compareAndSet(look, now + LOOKS_EVERY.toNanos())) {
      try {
        everybodyHasScram = !credentials.lacksScram();
      } catch (MailException e) {
        LOG.log(Level.DEBUG, "Whether everybody can use SCRAM is not known now", e);
      }
    }
    return everybodyHasScram;
  }

  @Override
  public ScramKeys scramKeys(String user, ScramHash hash) {
    // Made for everybody, so that the time says nothing.
    var nobody = ScramKeys.ofNobody(hash, secret.octets(), canonical(user));
    return find(user).map(credential -> credential.scram().get(hash)).orElse(nobody);
  }

  @Override
  public Account authenticated(String user, ScramKeys keys, boolean fits) {
    return find(user)
        .filter(account -> fits)
        .filter(Credential::enabled)
        .filter(account -> keys.equals(account.scram().get(keys.hash())))
        .map(Credential::account)
        .orElseThrow(this::refused);
  }

  private MailException refused() {
    return new MailException(Reason.AUTHENTICATION_FAILED, "The name or the password is wrong");
  }

  private Optional<Credential> find(String user) {
    try {
      return credentials.of(Address.parse(user));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** As somebody who exists would be found by several spellings, so is nobody. */
  private static String canonical(String user) {
    try {
      return Address.parse(user).toString();
    } catch (IllegalArgumentException e) {
      return user;
    }
  }
}
