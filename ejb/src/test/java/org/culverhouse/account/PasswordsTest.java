package org.culverhouse.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;
import org.junit.jupiter.api.Test;

class PasswordsTest {
  private final AtomicInteger hashes = new AtomicInteger();
  private final AtomicLong now = new AtomicLong();
  private final Passwords passwords =
      new Passwords(
          new SecureRandom(),
          work ->
              new Thread(
                  () -> {
                    hashes.incrementAndGet();
                    work.run();
                  }),
          2,
          now::get);

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void storesArgon2idWithASaltOfItsOwn() {
    var stored = passwords.store(bytes("correct horse")).hash();

    assertThat(stored).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(passwords.store(bytes("correct horse")).hash()).isNotEqualTo(stored);
  }

  /** Made with the reference implementation: argon2 somesalt -id -t 2 -m 16 -p 1. */
  @Test
  void agreesWithTheReferenceImplementation() {
    var stored =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    assertThat(passwords.matches(stored, bytes("password"))).isTrue();
    assertThat(passwords.matches(stored, bytes("passwore"))).isFalse();
  }

  @Test
  void aPasswordThatWasRightIsNotHashedAgain() {
    var stored = passwords.store(bytes("correct horse")).hash();
    assertThat(passwords.matches(stored, bytes("correct horse"))).isTrue();
    int before = hashes.get();

    assertThat(passwords.matches(stored, bytes("correct horse"))).isTrue();
    assertThat(hashes).hasValue(before);

    now.addAndGet(Duration.ofMinutes(15).toNanos());
    assertThat(passwords.matches(stored, bytes("correct horse"))).isTrue();
    assertThat(hashes).hasValue(before + 1);
  }

  @Test
  void aWrongPasswordIsHashedEachTime() {
    var stored = passwords.store(bytes("correct horse")).hash();
    int before = hashes.get();

    assertThat(passwords.matches(stored, bytes("wrong"))).isFalse();
    assertThat(passwords.matches(stored, bytes("wrong"))).isFalse();
    assertThat(hashes).hasValue(before + 2);
  }

  @Test
  void aNewHashOfTheSamePasswordIsNotProvenYet() {
    var old = passwords.store(bytes("correct horse")).hash();
    assertThat(passwords.matches(old, bytes("correct horse"))).isTrue();
    var renewed = passwords.store(bytes("correct horse")).hash();
    int before = hashes.get();

    assertThat(passwords.matches(renewed, bytes("correct horse"))).isTrue();
    assertThat(hashes).hasValue(before + 1);
  }

  @Test
  void nobodyHasAPasswordAndItCostsTheSame() {
    int before = hashes.get();

    assertThat(passwords.matches(Passwords.NOBODY, bytes(""))).isFalse();
    assertThat(hashes).hasValue(before + 1);
  }

  @Test
  void accentsMatchHoweverTheyAreComposed() {
    var stored = passwords.store(bytes("caf\u00e9\u00a0noir")).hash();

    assertThat(passwords.matches(stored, bytes("cafe\u0301 noir"))).isTrue();
    assertThat(passwords.matches(stored, bytes("cafe noir"))).isFalse();
  }

  @Test
  void whatIsGivenIsLeftAsItIs() {
    var given = bytes("correct horse");
    passwords.store(given);

    assertThat(given).isEqualTo(bytes("correct horse"));
  }

  @Test
  void whoWaitsTooLongIsToldSo() throws Exception {
    var go = new CountDownLatch(1);
    var started = new CountDownLatch(1);
    var slow =
        new Passwords(
            new SecureRandom(),
            work ->
                new Thread(
                    () -> {
                      started.countDown();
                      try {
                        go.await();
                      } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                      }
                      work.run();
                    }),
            1,
            now::get);
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = pool.submit(() -> slow.store(bytes("first")));
      started.await();

      assertThatThrownBy(() -> slow.store(bytes("second")))
          .isInstanceOfSatisfying(
              MailException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));

      go.countDown();
      assertThat(first.get().hash()).startsWith("$argon2id$");
    }
  }
}
