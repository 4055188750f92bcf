package org.culverhouse.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.AbstractThrowableAssert;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.QuotaLimits;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.StoreId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseAuthenticatorTest {
  private static final Address ADA = Address.parse("ada@example.org");

  /** Happens while a password is checked. */
  private Runnable meanwhile = () -> {};

  private long nanos;
  private final AtomicInteger hashes = new AtomicInteger();
  private final Passwords passwords =
      new Passwords(
          new SecureRandom(),
          work -> {
            hashes.incrementAndGet();
            meanwhile.run();
            return new Thread(work);
          },
          2,
          System::nanoTime);
  private final TestDirectory directory = TestDirectory.inMemory();
  private final Authenticator authenticator =
      new DatabaseAuthenticator(
          directory.database(),
          passwords,
          50,
          new ServerSecret(directory.database(), "scram", new SecureRandom()),
          () -> nanos);

  @BeforeEach
  void addAda() {
    var hash = passwords.store("difference engine".getBytes(UTF_8));
    directory.inTransaction(
        users -> {
          var domain = new MailDomain(ADA.domain(), "", Instant.EPOCH);
          users.add(domain);
          var ada = new MailUser(domain, ADA, new StoreId(7), Instant.EPOCH);
          ada.setPassword(hash);
          ada.limit(new QuotaLimits(1000, 10));
          users.add(ada);
          return ada;
        });
    hashes.set(0);
  }

  @AfterEach
  void close() {
    directory.close();
  }

  private AbstractThrowableAssert<?, ?> refusal(String user, String password) {
    return assertThatThrownBy(() -> authenticator.authenticate(user, password.getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            MailException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.AUTHENTICATION_FAILED));
  }

  private void changeAda(java.util.function.Consumer<MailUser> change) {
    directory.inTransaction(
        users -> {
          var ada = users.user(ADA).orElseThrow();
          change.accept(ada);
          return ada;
        });
  }

  @Test
  void theRightPasswordGivesTheAccount() {
    var account =
        authenticator.authenticate("ADA@Example.org", "difference engine".getBytes(UTF_8));

    assertThat(account.address()).isEqualTo("ada@example.org");
    assertThat(account.store()).isEqualTo(new StoreId(7));
    assertThat(account.quota()).isEqualTo(new QuotaLimits(1000, 10));
    assertThat(account.connections()).isEqualTo(50);
  }

  @Test
  void theUsersOwnLimitOfConnectionsHolds() {
    changeAda(ada -> ada.limitConnections(OptionalInt.of(3)));

    assertThat(
            authenticator
                .authenticate("ada@example.org", "difference engine".getBytes(UTF_8))
                .connections())
        .isEqualTo(3);
  }

  @Test
  void everyRefusalReadsTheSameAndCostsOneHash() {
    refusal("ada@example.org", "wrong").hasMessage("The name or the password is wrong");
    assertThat(hashes).hasValue(1);
    refusal("nobody@example.org", "wrong").hasMessage("The name or the password is wrong");
    assertThat(hashes).hasValue(2);
    refusal("not an address", "wrong").hasMessage("The name or the password is wrong");
    assertThat(hashes).hasValue(3);
  }

  @Test
  void theSecondLoginCostsNoHash() {
    authenticator.authenticate("ada@example.org", "difference engine".getBytes(UTF_8));
    authenticator.authenticate("ada@example.org", "difference engine".getBytes(UTF_8));

    assertThat(hashes).hasValue(1);
  }

  @Test
  void aNewPasswordEndsTheOldOneAtOnce() {
    authenticator.authenticate("ada@example.org", "difference engine".getBytes(UTF_8));
    var renewed = passwords.store("analytical engine".getBytes(UTF_8));
    changeAda(ada -> ada.setPassword(renewed));

    refusal("ada@example.org", "difference engine");
    assertThat(authenticator.authenticate("ada@example.org", "analytical engine".getBytes(UTF_8)))
        .isNotNull();
  }

  @Test
  void aDisabledUserIsRefusedThoughThePasswordIsRemembered() {
    authenticator.authenticate("ada@example.org", "difference engine".getBytes(UTF_8));
    changeAda(ada -> ada.enable(false));

    refusal("ada@example.org", "difference engine").hasMessage("The name or the password is wrong");
  }

  @Test
  void whatIsChangedWhileThePasswordIsCheckedHolds() {
    meanwhile = () -> changeAda(ada -> ada.limit(new QuotaLimits(5, 5)));
    assertThat(
            authenticator
                .authenticate("ada@example.org", "difference engine".getBytes(UTF_8))
                .quota())
        .isEqualTo(new QuotaLimits(5, 5));
  }

  @Test
  void whoIsDisabledWhileThePasswordIsCheckedIsRefused() {
    meanwhile = () -> changeAda(ada -> ada.enable(false));
    refusal("ada@example.org", "difference engine").hasMessage("The name or the password is wrong");
  }

  @Test
  void aPasswordBeyondTheBoundIsRefused() {
    refusal("ada@example.org", "x".repeat(Passwords.MAX_LENGTH + 1));
  }

  @Test
  void withoutADatabaseItCannotBeKnown() {
    directory.breakDown();

    assertThatThrownBy(() -> authenticator.authenticate("ada@example.org", new byte[1]))
        .isInstanceOfSatisfying(
            MailException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
  }

  private static final ScramHash SHA_256 = ScramHash.SHA_256;

  private void forgetScram() {
    try (var connection = directory.database().getConnection();
        var update = connection.createStatement()) {
      update.executeUpdate("update account set scram_sha256 = null, scram_sha1 = null");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void scramIsOfferedWhenTheLastPasswordHasItsKeys() {
    assertThat(authenticator.offersScram()).isTrue();
    forgetScram();
    assertThat(authenticator.offersScram()).as("looked at once a minute").isTrue();
    nanos += Duration.ofMinutes(1).toNanos();
    assertThat(authenticator.offersScram()).isFalse();

    authenticator.authenticate("ada@example.org", "difference engine".getBytes(UTF_8));
    nanos += Duration.ofMinutes(1).toNanos();
    assertThat(authenticator.offersScram()).isTrue();
    var keys = authenticator.scramKeys("ada@example.org", SHA_256);
    assertThat(authenticator.authenticated("ada@example.org", keys, true).address())
        .isEqualTo("ada@example.org");
  }

  @Test
  void aWrongPasswordLeavesNoKeys() {
    forgetScram();
    refusal("ada@example.org", "analytical engine");
    assertThat(authenticator.offersScram()).isFalse();
  }

  @Test
  void keysOfAnOldPasswordAreWorthNothing() {
    var old = authenticator.scramKeys("ada@example.org", SHA_256);
    var renewed = passwords.store("analytical engine".getBytes(UTF_8));
    changeAda(ada -> ada.setPassword(renewed));
    assertScramRefused("ada@example.org", old);
  }

  @Test
  void aProofThatDoesNotFitIsRefused() {
    var keys = authenticator.scramKeys("ada@example.org", SHA_256);
    assertThatThrownBy(() -> authenticator.authenticated("ada@example.org", keys, false))
        .isInstanceOf(MailException.class);
  }

  @Test
  void whoIsDisabledIsAskedAndRefused() {
    var keys = authenticator.scramKeys("ada@example.org", SHA_256);
    changeAda(ada -> ada.enable(false));
    assertThat(authenticator.scramKeys("ada@example.org", SHA_256)).isEqualTo(keys);
    assertScramRefused("ada@example.org", keys);
  }

  @Test
  void nobodyHasTheSameKeysInEverySpelling() {
    var keys = authenticator.scramKeys("eve@example.org", SHA_256);
    assertThat(authenticator.scramKeys("EVE@Example.ORG", SHA_256)).isEqualTo(keys);
    assertThat(authenticator.scramKeys("not an address", SHA_256)).isNotEqualTo(keys);
    assertScramRefused("eve@example.org", keys);
  }

  private void assertScramRefused(String user, ScramKeys keys) {
    assertThatThrownBy(() -> authenticator.authenticated(user, keys, true))
        .isInstanceOfSatisfying(
            MailException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.AUTHENTICATION_FAILED));
  }
}
