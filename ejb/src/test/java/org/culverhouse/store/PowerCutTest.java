package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.mailbox.MailStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Cuts the power before every call to the disk of a random workload, keeps what chance keeps, and
 * opens the store again. {@code -Dculver.crash.runs} says how many workloads, {@code
 * -Dculver.crash.seed} which one is the first.
 */
class PowerCutTest {
  private static final int RUNS = Integer.getInteger("culver.crash.runs", 5);
  private static final long SEED = Long.getLong("culver.crash.seed", 1);
  private static final int OPERATIONS = 50;
  private static final int SUBSETS = 3;

  /** One workload with all its cuts. */
  private static final class Run {
    private final SimServer server;
    private final SplittableRandom random;
    private final StoreOracle oracle;
    private final boolean lies;
    private long cuts;
    private @Nullable AssertionError wrong;

    Run(Durability durability, long seed, boolean lies) {
      server = SimServer.on(new SimIo(SimServer.ROOT), durability, seed);
      random = new SplittableRandom(seed);
      oracle = new StoreOracle(server.nowSeconds());
      this.lies = lies;
    }

    /** Returns how many recoveries were judged. */
    long run() {
      server.io().onStep((number, what, path) -> cut(what + " " + path));
      try (var stores = server.stores();
          var store = stores.open(SimServer.ID)) {
        if (lies) {
          server.io().ignoreForce();
        }
        var workload = new StoreWorkload(random, server.settings().inlineBytes());
        for (int i = 0; i < OPERATIONS; i++) {
          turnClock();
          apply(workload.next(oracle.now(), server.nowSeconds()), store);
          if (random.nextInt(10) == 0) {
            stores.syncPending();
            oracle.found(oracle.now());
          }
          if (random.nextInt(6) == 0) {
            stores.checkpoint(SimServer.ID);
            throwIfWrong();
            oracle.found(oracle.now());
          }
        }
        cut("the end");
        throwIfWrong();
      }
      return cuts;
    }

    private void apply(StoreOperation operation, MailStore store) {
      oracle.begins(operation);
      operation.onStore().accept(store);
      boolean isSynced =
          operation.isSynced() || server.settings().durability() == Durability.ALWAYS;
      throwIfWrong();
      oracle.succeeded(isSynced);
      assertThat(StoreText.lines(store)).as("after %s", operation).isEqualTo(oracle.now().lines());
    }

    /** Sometimes far, and back. */
    private void turnClock() {
      long far = random.nextInt(10) == 0 ? 300_000_000_000L : 10_000;
      server.clock().addAndGet(random.nextLong(-far / 2, far));
    }

    /** The store would take an error in here for a fault of the disk, so it has to wait. */
    private void throwIfWrong() {
      if (wrong != null) {
        throw wrong;
      }
    }

    private void cut(String where) {
      try {
        for (int i = 0; i < SUBSETS; i++) {
          judge(where, server.io().afterPowerCut(random), false);
        }
        judge(where, server.io().copy(), true);
      } catch (AssertionError e) {
        wrong = wrong == null ? e : wrong;
      }
    }

    private void judge(String where, SimIo disk, boolean isKill) {
      var again = server.with(disk);
      var second = new SimIo[1];
      long at = random.nextInt(8);
      disk.onStep(
          (number, what, path) -> {
            if (number == at) {
              second[0] = disk.afterPowerCut(random);
            }
          });
      try {
        var found = again.lines();
        var state = isKill ? oracle.judgeKilled(found) : oracle.judge(found);
        assertThat(again.lines()).as("a second recovery changes nothing").isEqualTo(found);
        if (second[0] != null && !isKill) {
          oracle.judge(server.with(second[0]).lines());
        }
        again.use(store -> goesOn(store, state, again.nowSeconds()));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "seed " + server.seed() + ", " + (isKill ? "killed" : "cut") + " before " + where, e);
      }
      cuts++;
    }

    /** The recovered store takes mail, and gives no number twice. */
    private static boolean goesOn(MailStore store, StoreModel state, long nowSeconds) {
      var expected = state.copy();
      var operations = new StoreOperations(new SplittableRandom(5));
      for (var operation :
          List.of(
              operations.append("INBOX", FlagSet.NONE, 100),
              operations.create("new", nowSeconds))) {
        operation.onStore().accept(store);
        operation.onModel().accept(expected);
      }
      assertThat(StoreText.lines(store)).isEqualTo(expected.lines());
      assertThat(store.tree().get(new MailboxName("new")).uidValidity().value())
          .isGreaterThan(state.validityHigh);
      return true;
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Durability.class,
      names = {"OPTIMIZED", "ALWAYS"})
  void whatWasAcknowledgedIsThereAfterEveryCut(Durability durability) {
    long cuts = 0;
    for (long seed = SEED; seed < SEED + RUNS; seed++) {
      cuts += new Run(durability, seed, false).run();
    }
    assertThat(cuts).isGreaterThan(100L * RUNS);
    System.getLogger(getClass().getName())
        .log(System.Logger.Level.INFO, durability + ": " + cuts + " recoveries");
  }

  /** A judge who has never convicted anybody proves nothing. */
  @Test
  void aDiskThatLiesAboutSyncsIsFoundOut() {
    for (long seed = 1; seed <= 5; seed++) {
      var run = new Run(Durability.ALWAYS, seed, true);
      assertThatThrownBy(run::run)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("cut before")
          .satisfiesAnyOf(
              e -> assertThat(e).hasStackTraceContaining("is damaged and must not be written"),
              e -> assertThat(e).hasStackTraceContaining("lost mail: ["),
              e -> assertThat(e).hasStackTraceContaining("HIGHESTMODSEQ goes back"),
              e -> assertThat(e).hasStackTraceContaining("a second recovery changes nothing"));
    }
  }
}
