package org.culverhouse.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.StoreId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * C-10 (CVE-2025-30189): many users at once with right and wrong passwords, some of which change
 * meanwhile. Nobody gets anybody else's account, whatever is remembered of earlier logins.
 */
class CrossUserLoginsTest {
  private static final int USERS = 8;
  private static final int LOGINS = 1000;
  private static final long SEED = 20261128;

  private final TestDirectory directory = TestDirectory.inMemory();
  private final Passwords passwords =
      new Passwords(new SecureRandom(), Thread::new, 2, System::nanoTime);
  private final Authenticator authenticator =
      new DatabaseAuthenticator(
          directory.database(),
          passwords,
          50,
          new ServerSecret(directory.database(), "scram", new SecureRandom()),
          System::nanoTime);

  @AfterEach
  void close() {
    directory.close();
  }

  private static Address address(int user) {
    return Address.parse("user" + user + "@example.org");
  }

  /** The first half of the users change theirs in the middle. */
  private static byte[] password(int user, boolean later) {
    return ((later && user < USERS / 2 ? "renewed" : "password") + user).getBytes(UTF_8);
  }

  private void addUsers() {
    var stored = new ArrayList<StoredPassword>();
    for (int user = 0; user < USERS; user++) {
      stored.add(passwords.store(password(user, false)));
    }
    directory.inTransaction(
        users -> {
          var domain = new MailDomain(address(0).domain(), "", Instant.EPOCH);
          users.add(domain);
          for (int user = 0; user < USERS; user++) {
            var one = new MailUser(domain, address(user), new StoreId(100 + user), Instant.EPOCH);
            one.setPassword(stored.get(user));
            users.add(one);
          }
          return domain;
        });
  }

  private void renew() {
    for (int user = 0; user < USERS / 2; user++) {
      var name = address(user);
      var stored = passwords.store(password(user, true));
      directory.inTransaction(
          users -> {
            users.user(name).orElseThrow().setPassword(stored);
            return name;
          });
    }
  }

  private String logIn(int user, byte[] password) {
    try {
      var account = authenticator.authenticate(address(user).toString(), password);
      return account.address() + " " + account.store().value();
    } catch (MailException e) {
      assertThat(e.reason()).isEqualTo(Reason.AUTHENTICATION_FAILED);
      return "refused";
    }
  }

  @Test
  void nobodyGetsSomebodyElsesAccount() throws Exception {
    addUsers();
    for (boolean later : new boolean[] {false, true}) {
      if (later) {
        renew();
      }
      var random = new Random(SEED);
      var logins = new ArrayList<Callable<Boolean>>();
      for (int i = 0; i < LOGINS / 2; i++) {
        int user = random.nextInt(USERS);
        // Now and then the password of another user, or the one from before.
        int owner = random.nextInt(10) < 9 ? user : random.nextInt(USERS);
        boolean current = random.nextInt(10) < 9;
        var password = password(owner, later == current);
        boolean right = owner == user && (current || user >= USERS / 2);
        var expected = right ? address(user) + " " + (100 + user) : "refused";
        logins.add(() -> logIn(user, password).equals(expected));
      }
      try (var pool = Executors.newFixedThreadPool(16)) {
        for (var login : pool.invokeAll(logins)) {
          assertThat(login.get()).as("seed " + SEED).isTrue();
        }
      }
    }
  }
}
