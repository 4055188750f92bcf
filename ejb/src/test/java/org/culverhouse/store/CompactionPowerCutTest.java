package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.mailbox.MailStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Cuts the power before every call to the disk while space is given back, between operations by
 * chance, and opens the store again: with its snapshots, and without any, when the log with its
 * image has to do. {@code -Dculver.crash.runs} and {@code -Dculver.crash.seed} as for {@link
 * PowerCutTest}.
 */
@ExtendWith(QuietLog.class)
class CompactionPowerCutTest {
  private static final int RUNS = Integer.getInteger("culver.crash.runs", 3);
  private static final long SEED = Long.getLong("culver.crash.seed", 1);
  private static final int OPERATIONS = 50;

  /** One workload with all its cuts. */
  private static final class Run {
    private final SimServer server;
    private final SplittableRandom random;
    private final StoreOracle oracle;
    private boolean isCompacting;
    private @Nullable AssertionError wrong;
    private long cuts;
    private long removedSegments;

    Run(long seed) {
      server = SimServer.on(new SimIo(SimServer.ROOT), Durability.OPTIMIZED, seed);
      random = new SplittableRandom(seed);
      oracle = new StoreOracle(server::nowSeconds);
    }

    void run() {
      server
          .io()
          .onStep(
              (number, what, path) -> {
                if (isCompacting) {
                  cut(what + " " + path);
                  removedSegments +=
                      what.equals("delete") && String.valueOf(path).endsWith(".seg") ? 1 : 0;
                }
              });
      try (var stores = server.stores();
          var store = stores.open(SimServer.ID)) {
        var workload = new StoreWorkload(random, server.settings().inlineBytes());
        for (int i = 0; i < OPERATIONS; i++) {
          server.clock().addAndGet(random.nextLong(10_000));
          apply(workload.next(oracle.now(), server.nowSeconds()), store);
          if (random.nextInt(8) == 0) {
            compact(stores);
          }
          if (random.nextInt(8) == 0) {
            stores.checkpoint(SimServer.ID);
            oracle.found(oracle.now());
          }
        }
        fillAndExpunge(store);
        compact(stores);
        assertThat(StoreText.lines(store)).isEqualTo(oracle.now().lines());
      }
    }

    /** Sees to it that there is something to give back. */
    private void fillAndExpunge(MailStore store) {
      var operations = new StoreOperations(random);
      for (int i = 0; i < 12; i++) {
        apply(operations.append("INBOX", FlagSet.NONE, 3000, 3000, 10), store);
      }
      var uids = new java.util.TreeSet<Long>();
      for (var message : oracle.now().box("INBOX").messages) {
        if (random.nextInt(4) > 0) {
          uids.add(message.uid());
        }
      }
      apply(operations.expunge("INBOX", uids), store);
    }

    private void compact(NativeStores stores) {
      isCompacting = true;
      stores.compact(SimServer.ID);
      isCompacting = false;
      throwIfWrong();
      oracle.found(oracle.now());
    }

    private void apply(StoreOperation operation, MailStore store) {
      oracle.begins(operation);
      operation.onStore().accept(store);
      oracle.succeeded(operation.isSynced());
      assertThat(StoreText.lines(store)).as("after %s", operation).isEqualTo(oracle.now().lines());
    }

    private void throwIfWrong() {
      if (wrong != null) {
        throw wrong;
      }
    }

    private void cut(String where) {
      try {
        judge(where, server.io().afterPowerCut(random));
        judge(where + ", without snapshots", withoutSnapshots(server.io().afterPowerCut(random)));
        judge(where + ", killed without snapshots", withoutSnapshots(server.io().copy()));
      } catch (AssertionError e) {
        wrong = wrong == null ? e : wrong;
      }
    }

    private static SimIo withoutSnapshots(SimIo disk) {
      SimServer.removeSnapshots(disk);
      return disk;
    }

    private void judge(String where, SimIo disk) {
      try {
        var again = server.with(disk);
        compactsAgain(again, oracle.judge(again.model()));
        cuts++;
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + server.seed() + ", cut before " + where, e);
      }
    }

    /** What a crash has left half done is done by a later round, and the store takes mail. */
    private static void compactsAgain(SimServer again, StoreModel state) {
      try (var stores = again.stores();
          var store = stores.open(SimServer.ID)) {
        var expected = state.copy();
        expected.nowSeconds = again.nowSeconds();
        assertThat(StoreText.lines(store)).as("a second recovery").isEqualTo(state.lines());
        stores.compact(SimServer.ID);
        var append =
            new StoreOperations(new SplittableRandom(5)).append("INBOX", FlagSet.NONE, 100);
        append.onStore().accept(store);
        append.onModel().accept(expected);
        assertThat(StoreText.lines(store)).isEqualTo(expected.lines());
      }
    }
  }

  @Test
  void aCutWhileSpaceIsGivenBackLosesNothing() {
    long cuts = 0;
    long removed = 0;
    for (long seed = SEED; seed < SEED + RUNS; seed++) {
      var run = new Run(seed);
      run.run();
      cuts += run.cuts;
      removed += run.removedSegments;
    }
    assertThat(cuts).isGreaterThan(100L * RUNS);
    assertThat(removed).isGreaterThan(RUNS);
    System.getLogger(getClass().getName()).log(System.Logger.Level.INFO, cuts + " recoveries");
  }
}
