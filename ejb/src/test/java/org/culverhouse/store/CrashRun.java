package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
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
  private static final StoreFiles FILES = new StoreFiles(SimServer.ROOT, SimServer.ID);

  private final SplittableRandom random;
  private final StoreOracle oracle;
  private final StoreWorkload workload;
  private SimServer server;
  private int operations;
  private long recoveries;

  /** The newest snapshot that is certainly on disk. */
  private long snapshot;

  private Predicate<SimIo> mayCut = io -> true;
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

  /** The same workload with fewer cuts: only while the disk is in such a state. */
  CrashRun cutWhile(Predicate<SimIo> state) {
    mayCut = state;
    return this;
  }

  /** Returns how many recoveries were judged. */
  long run() {
    long seed = server.seed();
    try {
      if (seed % 4 == 3) {
        makeOld();
      }
      var ending = Ending.KILL;
      while (operations < OPERATIONS) {
        ending = session(ending);
      }
      cut("the end");
      throwIfWrong();
      return recoveries;
    } catch (AssertionError | IOException | RuntimeException e) {
      throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
    }
  }

  /** A store as it was before there were snapshots. */
  private void makeOld() throws IOException {
    server.model();
    for (var folder : List.of(FILES.snapshots(), FILES.indexes())) {
      for (var name : server.io().list(folder)) {
        server.io().delete(folder.resolve(name));
      }
      server.io().delete(folder);
    }
    server = server.with(server.io().copy());
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
        promise();
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
        promise();
      }
      if (random.nextInt(20) == 0) {
        stores.image(SimServer.ID);
        throwIfWrong();
        promise();
      }
      if (random.nextInt(12) == 0) {
        stores.compact(SimServer.ID);
        throwIfWrong();
        promise();
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

  /** Everything is on disk, and the snapshots with it. */
  private void promise() {
    oracle.found(oracle.now());
    for (var name : server.io().list(FILES.snapshots())) {
      snapshot = Long.parseLong(name, 0, 16, 16);
    }
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
    if (wrong != null || !mayCut.test(server.io())) {
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
    boolean hasSnapshots = random.nextInt(4) > 0;
    if (!hasSnapshots) {
      SimServer.removeSnapshots(disk);
    }
    var again = server.with(disk);
    var second = new SimIo[1];
    long at = 1L + random.nextInt(8);
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
      if (hasSnapshots) {
        checkFiles(disk);
      }
      if (second[0] != null) {
        judge(server.with(second[0]).useAndKill(StoreText::model), isKill);
      }
      var unchanged =
          again.useAndKill(
              store -> {
                var model = StoreText.model(store);
                store.subscribe(MailboxName.INBOX);
                return model;
              });
      if (!found.looksLike(unchanged, 0)
          && !found.looksLike(unchanged, StoreOpening.SKIPPED_MODSEQS)) {
        assertThat(unchanged.lines())
            .as("a second recovery changes nothing")
            .isEqualTo(found.lines());
      }
      if (random.nextInt(4) == 0) {
        goesOn(again, state);
      }
    } catch (AssertionError | IOException | RuntimeException e) {
      throw new AssertionError(where + ": " + e.getMessage(), e);
    }
  }

  private StoreModel judge(StoreModel found, boolean isKill) {
    recoveries++;
    return isKill ? oracle.judgeKilled(found) : oracle.judge(found);
  }

  /** The log is sound, and a start reads no more of it than it has to. */
  private void checkFiles(SimIo disk) throws IOException {
    var store = StoreIdentity.read(disk, FILES).store();
    var segments = FILES.segments(disk);
    for (long number : segments) {
      var path = FILES.segment(number);
      try (var handle = disk.open(path, StoreIo.Access.READ)) {
        assertThat(SegmentFile.header(handle, path.toString()).segment()).isEqualTo(number);
      }
    }
    var newest = new Snapshots(disk, FILES).newest(store, segments, Long.MAX_VALUE);
    assertThat(newest.generation()).as("generation").isGreaterThanOrEqualTo(snapshot);
    for (var mailbox : newest.state().mailboxes()) {
      mailbox.index().state();
      assertThat(mailbox.index().isDamaged()).as("index damaged").isFalse();
    }
  }

  /** The recovered store takes mail, gives no number twice, and keeps that. */
  private static void goesOn(SimServer server, StoreModel state) {
    var expected = state.copy();
    expected.nowSeconds = server.nowSeconds();
    expected.subscriptions.add("INBOX");
    var operations = new StoreOperations(new SplittableRandom(5));
    var found =
        server.use(
            store -> {
              var reopened = StoreText.model(store);
              for (int i = 0; i < 2 && !expected.looksLike(reopened, 0); i++) {
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
