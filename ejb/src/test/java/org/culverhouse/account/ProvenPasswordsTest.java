package org.culverhouse.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProvenPasswordsTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final ProvenPasswords proven =
      new ProvenPasswords(new byte[32], 2, Duration.ofNanos(10), now::get);

  private static byte[] password(int number) {
    return new byte[] {(byte) number};
  }

  @Test
  void remembersUntilTheTimeIsUp() {
    proven.add("hash", password(1));
    now.addAndGet(9);
    assertThat(proven.contains("hash", password(1))).isTrue();
    now.addAndGet(1);
    assertThat(proven.contains("hash", password(1))).isFalse();
  }

  @Test
  void theOldestGoesWhenItIsFull() {
    proven.add("hash", password(1));
    proven.add("hash", password(2));
    proven.add("hash", password(3));

    assertThat(proven.contains("hash", password(1))).isFalse();
    assertThat(proven.contains("hash", password(2))).isTrue();
    assertThat(proven.contains("hash", password(3))).isTrue();
  }

  @Test
  void anotherHashOrPasswordIsNotProven() {
    proven.add("hash", password(1));

    assertThat(proven.contains("other", password(1))).isFalse();
    assertThat(proven.contains("hash", password(2))).isFalse();
  }
}
