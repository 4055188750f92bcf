package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.mailbox.MailStore;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * One random workload: before every call to the disk the power goes and the process is killed, and
 * the store is opened from what may be left. Now and then the workload itself goes on from there.
 * One thread.
 */
@NullMarked
final class CrashRun {
  private static final int OPERATIONS = 50;
  private static final int SUBSETS = 4;

  private final SplittableRandom random;
  private final StoreOracle oracle;
  private final StoreWorkload workload;
  private SimServer server;
  private int operations;
  private long recoveries;
  private @Nullable AssertionError wrong;

  /** How the store is left. */
  private enum Ending {
    CLOSE,
    KILL,
    POWER_CUT
  }

  CrashRun(SimServer server) {
    this.server = server;
    random = new SplittableRandom(server.seed());
    oracle = new StoreOracle(server::nowSeconds);
    workload = new StoreWorkload(random, server.settings().inlineBytes());
  }

  /** Returns how many recoveries were judged. */
  long run() {
    long seed = server.seed();
    try {
      var ending = Ending.KILL;
      while (operations < OPERATIONS) {
        ending = session(ending);
      }
      cut("the end");
      throwIfWrong();
      return recoveries;
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
    }
  }

  @SuppressWarnings("MustBeClosed")
  private Ending session(Ending before) {
    server.io().onStep((number, what, path) -> cut(what + " " + path));
    var stores = server.stores();
    var store = stores.open(SimServer.ID);
    throwIfWrong();
    var found = StoreText.model(store);
    if (before == Ending.CLOSE) {
      assertThat(found.lines()).as("after a close").isEqualTo(oracle.now().lines());
    }
    oracle.found(oracle.judgeKilled(found));
    var ending = use(stores, store);
    switch (ending) {
      case CLOSE -> {
        stores.close();
        throwIfWrong();
        oracle.found(oracle.now());
      }
      case KILL -> server.io().killProcess();
      case POWER_CUT -> {
        server = server.with(server.io().afterPowerCut(random));
        oracle.found(oracle.judge(server.with(server.io().copy()).useAndKill(StoreText::model)));
      }
    }
    return ending;
  }

  private Ending use(NativeStores stores, MailStore store) {
    while (operations++ < OPERATIONS) {
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
      if (random.nextInt(12) == 0) {
        stores.compact(SimServer.ID);
        throwIfWrong();
        oracle.found(oracle.now());
      }
      if (random.nextInt(12) == 0) {
        return Ending.values()[random.nextInt(Ending.values().length)];
      }
    }
    return Ending.CLOSE;
  }

  private void apply(StoreOperation operation, MailStore store) {
    oracle.begins(operation);
    operation.onStore().accept(store);
    throwIfWrong();
    oracle.succeeded(operation.isSynced() || server.settings().durability() == Durability.ALWAYS);
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
    if (wrong != null) {
      return;
    }
    try {
      for (int i = server.io().isSettled() ? SUBSETS : 0; i < SUBSETS; i++) {
        judge("cut before " + where, server.io().afterPowerCut(random), false);
      }
      judge("killed before " + where, server.io().copy(), true);
    } catch (AssertionError e) {
      wrong = e;
    }
  }

  /** Now and then all snapshots are lost, and the log has to do. */
  private void judge(String where, SimIo disk, boolean isKill) {
    if (random.nextInt(4) == 0) {
      SimServer.removeSnapshots(disk);
    }
    var again = server.with(disk);
    var second = new SimIo[1];
    long at = 1 + random.nextInt(8);
    disk.onStep(
        (number, what, path) -> {
          if (number == at) {
            second[0] = disk.afterPowerCut(random);
          }
        });
    try {
      var found = again.useAndKill(StoreText::model);
      var state = judge(found, isKill);
      disk.onStep((number, what, path) -> {});
      if (second[0] != null) {
        judge(server.with(second[0]).useAndKill(StoreText::model), isKill);
      }
      var unchanged = again.useAndKill(StoreText::model);
      if (!found.looksLike(unchanged, 0)
          && !found.looksLike(unchanged, StoreOpening.SKIPPED_MODSEQS)) {
        assertThat(unchanged.lines())
            .as("a second recovery changes nothing")
            .isEqualTo(found.lines());
      }
      if (random.nextInt(4) == 0) {
        goesOn(again, state);
      }
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(where + ": " + e.getMessage(), e);
    }
  }

  private StoreModel judge(StoreModel found, boolean isKill) {
    recoveries++;
    return isKill ? oracle.judgeKilled(found) : oracle.judge(found);
  }

  /** The recovered store takes mail, gives no number twice, and keeps that. */
  private static void goesOn(SimServer server, StoreModel state) {
    var expected = state.copy();
    expected.nowSeconds = server.nowSeconds();
    var operations = new StoreOperations(new SplittableRandom(5));
    var found =
        server.use(
            store -> {
              if (!expected.looksLike(StoreText.model(store), 0)) {
                expected.skipModSeqs(StoreOpening.SKIPPED_MODSEQS);
              }
              for (var operation :
                  List.of(
                      operations.append("INBOX", FlagSet.NONE, 100),
                      operations.create("new", server.nowSeconds()))) {
                operation.onStore().accept(store);
                operation.onModel().accept(expected);
              }
              assertThat(store.tree().get(new MailboxName("new")).uidValidity().value())
                  .isGreaterThan(state.validityHigh);
              return StoreText.model(store);
            });
    assertThat(found.lines()).isEqualTo(expected.lines());
    assertThat(server.lines()).as("after a close").isEqualTo(expected.lines());
  }
}
