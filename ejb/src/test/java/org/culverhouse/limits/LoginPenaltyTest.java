package org.culverhouse.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.culverhouse.api.model.Network;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;
import org.junit.jupiter.api.Test;

/** S73 and C-25: who guesses is slowed down, and nobody else. */
class LoginPenaltyTest {
  private long nanos;
  private final LoginPenalty penalty = penalty(List.of());

  private LoginPenalty penalty(List<Network> trusted) {
    return new LoginPenalty(trusted, () -> nanos, pause -> nanos += pause.toNanos());
  }

  /** One attempt on a connection of its own; how long it had to wait. */
  private Duration attempt(String address, String user, boolean right) {
    return attempt(penalty, address, user, right);
  }

  private Duration attempt(LoginPenalty by, String address, String user, boolean right) {
    long begin = nanos;
    var waited = new long[1];
    Supplier<String> check =
        () -> {
          waited[0] = nanos - begin;
          if (right) {
            return user;
          }
          throw new MailException(Reason.AUTHENTICATION_FAILED, "wrong");
        };
    try {
      by.attempts(InetAddress.getByName(address)).make(user, check);
    } catch (MailException e) {
      assertThat(right && e.reason() != Reason.LIMIT).isFalse();
    } catch (InterruptedException | UnknownHostException e) {
      throw new IllegalStateException(e);
    }
    return Duration.ofNanos(waited[0]);
  }

  private List<Duration> guess(String address, String user, int times) {
    var waits = new ArrayList<Duration>();
    for (int i = 0; i < times; i++) {
      waits.add(attempt(address, user, false));
    }
    return waits;
  }

  private static List<Duration> seconds(long... seconds) {
    return java.util.Arrays.stream(seconds).mapToObj(Duration::ofSeconds).toList();
  }

  @Test
  void guessesFromNewConnectionsWaitLongerAndLonger() {
    assertThat(guess("192.0.2.1", "ada", 7)).isEqualTo(seconds(0, 2, 4, 8, 15, 15, 15));
  }

  @Test
  void neighboursInTheNetworkCountAsOne() {
    guess("192.0.2.1", "ada", 1);
    guess("192.0.2.200", "ADA", 1);
    assertThat(attempt("192.0.2.77", " ada", false)).isEqualTo(Duration.ofSeconds(4));
    guess("2001:db8:0:1::1", "ada", 2);
    assertThat(attempt("2001:db8:0:1:ffff::9", "ada", false)).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void theRightPasswordFromElsewhereDoesNotWait() {
    guess("192.0.2.1", "ada", 10);
    assertThat(attempt("198.51.100.7", "ada", true)).isZero();
  }

  @Test
  void anotherUserBehindTheSameAddressDoesNotWait() {
    guess("192.0.2.1", "ada", 10);
    assertThat(attempt("192.0.2.1", "bob", true)).isZero();
  }

  @Test
  void successForgets() {
    guess("192.0.2.1", "ada", 3);
    assertThat(attempt("192.0.2.1", "ada", true)).isEqualTo(Duration.ofSeconds(8));
    assertThat(penalty.penalties()).isEmpty();
    assertThat(attempt("192.0.2.1", "ada", false)).isZero();
  }

  @Test
  void whatCouldNotBeCheckedIsNoFailure() throws Exception {
    var attempts = penalty.attempts(InetAddress.getByName("192.0.2.1"));
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(
              () ->
                  attempts.make(
                      "ada",
                      () -> {
                        throw new MailException(Reason.UNAVAILABLE, "down");
                      }))
          .isInstanceOf(MailException.class);
    }
    assertThat(attempts.exhausted()).isFalse();
    assertThat(nanos).isZero();
  }

  @Test
  void aQuarterOfAnHourForgets() {
    guess("192.0.2.1", "ada", 6);
    nanos += Duration.ofMinutes(16).toNanos();
    attempt("203.0.113.1", "somebody", false);
    assertThat(attempt("192.0.2.1", "ada", false)).isZero();
  }

  /** Sixty fail at once; beyond them new users are let in one a second, and known ones at once. */
  @Test
  void sprayingANetworkSlowsStrangersOfItOnly() {
    attempt("192.0.2.5", "bob", true);
    for (int i = 0; i < 61; i++) {
      assertThat(attempt("192.0.2.1", "user" + i, false)).isZero();
    }
    attempt("192.0.2.1", "user100", false);
    assertThat(attempt("192.0.2.1", "user101", false)).isEqualTo(Duration.ofSeconds(1));
    assertThat(attempt("192.0.2.5", "bob", true)).isZero();
    assertThat(attempt("192.0.2.9", "eve", true)).isLessThan(Duration.ofSeconds(15));
    assertThat(attempt("198.51.100.1", "carl", true)).isZero();
  }

  @Test
  void oneUserTriedFromEverywhereStaysAtHome() {
    attempt("198.51.100.1", "ada", true);
    for (int i = 0; i < 62; i++) {
      attempt("10.0." + i + ".1", "ada", false);
    }
    assertThat(attempt("10.9.9.9", "ada", false)).isPositive();
    assertThat(attempt("198.51.100.1", "ada", true)).isZero();
  }

  @Test
  void networksOfVersionSixCountByTheirSiteToo() {
    for (int i = 0; i < 242; i++) {
      attempt("2001:db8:0:" + Integer.toHexString(i) + "::1", "u" + i, false);
    }
    assertThat(attempt("2001:db8:0:ffff::1", "another", false)).isPositive();
    assertThat(attempt("2001:db8:1:ffff::1", "another", false)).isZero();
  }

  @Test
  void trustedNetworksAreFree() {
    var free = penalty(List.of(Network.parse("192.0.2.0/24")));
    for (int i = 0; i < 100; i++) {
      assertThat(attempt(free, "192.0.2.1", "ada", false)).isZero();
    }
    assertThat(free.penalties()).isEmpty();
  }

  @Test
  void anAdministratorSeesAndForgets() {
    guess("192.0.2.1", "ada", 3);
    guess("198.51.100.1", "bob", 1);
    assertThat(penalty.penalties())
        .extracting(one -> one.network() + " " + one.user() + " " + one.failures())
        .containsExactly("192.0.2.0/24 ada 3", "198.51.100.0/24 bob 1");
    assertThat(penalty.penalties().getFirst().rest()).isLessThanOrEqualTo(Duration.ofSeconds(8));
    assertThat(penalty.forget(Optional.empty(), Optional.of("bob"))).isEqualTo(1);
    assertThat(penalty.forget(Optional.of(Network.parse("192.0.2.0/24")), Optional.empty()))
        .isEqualTo(1);
    assertThat(attempt("192.0.2.1", "ada", true)).isZero();
  }

  @Test
  void whatCountsAgainstSprayingIsForgottenForTheNetworkThatIsNamed() {
    for (int i = 0; i < 63; i++) {
      attempt("192.0.2.1", "a" + i, false);
      attempt("198.51.100.1", "b" + i, false);
    }
    penalty.forget(Optional.empty(), Optional.of("a1"));
    attempt("192.0.2.1", "stranger0", false);
    assertThat(attempt("192.0.2.1", "stranger1", false)).isPositive();
    penalty.forget(Optional.of(Network.parse("192.0.2.0/24")), Optional.empty());
    assertThat(attempt("192.0.2.1", "stranger2", false)).isZero();
    attempt("198.51.100.1", "stranger3", false);
    assertThat(attempt("198.51.100.1", "stranger4", false)).isPositive();
  }

  /** Whatever is open in parallel, one is looked at after the other. */
  @Test
  void parallelConnectionsTakeTurns() throws Exception {
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    var go = new CountDownLatch(1);
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 8; i++) {
      var attempts = penalty.attempts(InetAddress.getByName("192.0.2." + i));
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      attempts.make(
                          "ada",
                          () -> {
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            awaitQuietly(go);
                            inside.decrementAndGet();
                            return "";
                          });
                    } catch (InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                  }));
    }
    await().until(() -> inside.get() == 1);
    assertThat(attempt("192.0.2.1", "bob", true)).as("another user meanwhile").isZero();
    go.countDown();
    for (var thread : threads) {
      thread.join();
    }
    assertThat(most).hasValue(1);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void ofThoseWhoFailFewMayWait() throws Exception {
    guess("192.0.2.1", "ada", 1);
    nanos += Duration.ofSeconds(2).toNanos();
    var go = new CountDownLatch(1);
    var started = new AtomicInteger();
    for (int i = 0; i < 1 + Turns.MAX_WAITING; i++) {
      var attempts = penalty.attempts(InetAddress.getByName("192.0.2.1"));
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  started.incrementAndGet();
                  attempts.make(
                      "ada",
                      () -> {
                        awaitQuietly(go);
                        return "";
                      });
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
    }
    await().until(() -> started.get() == 1 + Turns.MAX_WAITING);
    var more = penalty.attempts(InetAddress.getByName("192.0.2.1"));
    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> more.make("ada", () -> ""))
                    .isInstanceOfSatisfying(
                        MailException.class, e -> assertThat(e.reason()).isEqualTo(Reason.LIMIT)));
    go.countDown();
  }

  @Test
  void onlySoManyNamesAreRemembered() {
    var turns = new Turns(100, () -> nanos, pause -> {});
    for (int i = 0; i < 1000; i++) {
      var key = new Turns.Key(Network.parse("192.0.2.0/24"), "user" + i);
      try {
        turns.begin(key);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      turns.end(key, Turns.Outcome.WRONG);
    }
    assertThat(turns.failed()).hasSize(100);
  }
}
