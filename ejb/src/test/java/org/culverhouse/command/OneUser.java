package org.culverhouse.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import org.culverhouse.account.Account;
import org.culverhouse.account.Authenticator;
import org.culverhouse.account.Passwords;
import org.culverhouse.account.ScramHash;
import org.culverhouse.account.ScramKeys;
import org.culverhouse.account.StoredPassword;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;

/** Knows {@code ada}, whose password is {@code secret}, and nobody else. */
record OneUser(World world) implements Authenticator {
  private static final byte[] PASSWORD = "secret".getBytes(UTF_8);
  private static final StoredPassword STORED = stored("secret");
  private static final StoredPassword OF_NOBODY = stored("what nobody knows");

  private static StoredPassword stored(String password) {
    return new Passwords(new SecureRandom(), Thread::new, 2, System::nanoTime)
        .store(password.getBytes(UTF_8));
  }

  private static MailException refused() {
    return new MailException(Reason.AUTHENTICATION_FAILED, "The name or the password is wrong");
  }

  @Override
  public Account authenticate(String user, byte[] password) {
    if (user.equals("ada") && Arrays.equals(password, PASSWORD)) {
      return world.account();
    }
    throw refused();
  }

  @Override
  public boolean offersScram() {
    return world.offersScram;
  }

  @Override
  public ScramKeys scramKeys(String user, ScramHash hash) {
    var stored = user.equals("ada") ? STORED : OF_NOBODY;
    return Objects.requireNonNull(stored.scram().get(hash));
  }

  @Override
  public Account authenticated(String user, ScramKeys keys, boolean fits) {
    if (fits && user.equals("ada") && STORED.scram().containsValue(keys)) {
      return world.account();
    }
    throw refused();
  }
}
