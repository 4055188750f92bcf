package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Random workloads with power cuts, one after the other until there were enough recoveries. {@code
 * -Dculver.crash.recoveries} says how many that are, {@code -Dculver.crash.seed} which workload is
 * the first.
 */
@ExtendWith(QuietLog.class)
class PowerCutTest {
  private static final long RECOVERIES = Long.getLong("culver.crash.recoveries", 20_000);
  private static final long SEED = Long.getLong("culver.crash.seed", 1);
  private static final int THREADS = Runtime.getRuntime().availableProcessors();

  private final AtomicLong seed = new AtomicLong(SEED);
  private final AtomicLong recoveries = new AtomicLong();
  private final AtomicBoolean hasFailed = new AtomicBoolean();

  private void explore() {
    while (recoveries.get() < RECOVERIES && !hasFailed.get()) {
      boolean done = false;
      try {
        recoveries.addAndGet(new CrashRun(SimServer.numbered(seed.getAndIncrement())).run());
        done = true;
      } finally {
        hasFailed.compareAndSet(false, !done);
      }
    }
  }

  @Test
  void whatWasAcknowledgedIsThereAfterEveryCut() throws Exception {
    long start = System.nanoTime();
    try (var threads = Executors.newFixedThreadPool(RECOVERIES > 1 ? THREADS : 1)) {
      var all = new ArrayList<Future<?>>();
      for (int i = 0; i < THREADS; i++) {
        all.add(threads.submit(this::explore));
      }
      for (var one : all) {
        one.get();
      }
    }
    assertThat(recoveries.get()).isGreaterThanOrEqualTo(RECOVERIES);
    System.out.printf(
        "%d recoveries in workloads %d to %d, %d s%n",
        recoveries.get(), SEED, seed.get() - 1, (System.nanoTime() - start) / 1_000_000_000);
  }

  /** A judge who has never convicted anybody proves nothing. */
  @Test
  void aDiskThatLiesAboutSyncsIsFoundOut() {
    for (long number = 1; number <= 5; number++) {
      var server = SimServer.on(new SimIo(SimServer.ROOT), Durability.ALWAYS, number);
      server.io().lieWhen(path -> true);
      assertThatThrownBy(new CrashRun(server)::run)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("seed " + number + ": cut before");
    }
  }
}
