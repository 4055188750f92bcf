package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.mailbox.FlagChange;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each call to the disk that one operation makes fails in turn: the operation is done or refused as
 * a whole, now and after a kill and a power cut, and the store works again on a sound disk.
 */
@ExtendWith(QuietLog.class)
class FailingCallTest {
  private static final int CUTS = 4;
  private static final int MOST_CALLS = 200;
  private static final long NOW = 1_800_000_000L;
  private static final FlagChange FLAG = new FlagChange.Add(FlagSet.of(SystemFlag.FLAGGED));

  private final SimServer origin = SimServer.on(new SimIo(SimServer.ROOT), Durability.OPTIMIZED, 1);
  private final StoreModel before = new StoreModel();
  private final SplittableRandom random = new SplittableRandom(4);

  /** How calls fail, from one of them on. */
  private enum Fault {
    ONCE,
    FROM_THEN_ON,
    DISK_FULL
  }

  /** What is done while calls fail. */
  private enum Work {
    APPEND((to, stores) -> to.append("INBOX", FlagSet.NONE, 300)),
    APPEND_LARGE((to, stores) -> to.append("a", FlagSet.of(SystemFlag.SEEN), 5000)),
    APPEND_MANY((to, stores) -> to.append("INBOX", FlagSet.NONE, 300, 5000, 300)),
    COPY((to, stores) -> to.copy("INBOX", "a", Set.of(1L, 2L, 5L))),
    MOVE((to, stores) -> to.move("INBOX", "a/b", Set.of(2L, 3L))),
    REPLACE((to, stores) -> to.replace("INBOX", 2, "a", FlagSet.of(SystemFlag.SEEN), 300)),
    REPLACE_LARGE((to, stores) -> to.replace("INBOX", 2, "INBOX", FlagSet.NONE, 5000)),
    EXPUNGE((to, stores) -> to.expunge("INBOX", Set.of(1L, 3L, 4L))),
    STORE((to, stores) -> to.flags("INBOX", Set.of(1L, 2L), FLAG)),
    CREATE((to, stores) -> to.create("new", NOW)),
    DELETE((to, stores) -> to.delete("a/b")),
    RENAME((to, stores) -> to.rename("a", "z", NOW)),
    RENAME_INBOX((to, stores) -> to.rename("INBOX", "old", NOW)),
    SUBSCRIBE((to, stores) -> to.subscribe("a")),
    CHECKPOINT((to, stores) -> unseen("checkpoint", () -> stores.checkpoint(SimServer.ID))),
    COMPACTION((to, stores) -> unseen("compaction", () -> stores.compact(SimServer.ID))),
    IMAGE((to, stores) -> unseen("image", () -> stores.image(SimServer.ID)));

    private final BiFunction<StoreOperations, NativeStores, StoreOperation> operation;

    Work(BiFunction<StoreOperations, NativeStores, StoreOperation> operation) {
      this.operation = operation;
    }

    private static StoreOperation unseen(String what, Runnable work) {
      return new StoreOperation(what, false, store -> work.run(), model -> {});
    }
  }

  @BeforeEach
  void someMail() {
    before.create("INBOX", NOW);
    var to = new StoreOperations(random);
    origin.use(
        store -> {
          for (var operation :
              List.of(
                  to.append("INBOX", FlagSet.NONE, 200, 4500, 10, 700, 40, 90),
                  to.create("a", NOW),
                  to.create("a/b", NOW),
                  to.append("a/b", FlagSet.NONE, 100, 4800),
                  to.create("gone", NOW),
                  to.append("gone", FlagSet.NONE, 3000, 3000, 3000, 3000, 4900),
                  to.delete("gone"))) {
            operation.onStore().accept(store);
            operation.onModel().accept(before);
          }
          return true;
        });
  }

  @ParameterizedTest
  @EnumSource
  void anOperationIsDoneOrRefusedWhicheverCallFails(Work work) {
    for (var fault : Fault.values()) {
      long calls = 1;
      for (long first = 1; first <= calls; first++) {
        calls = fail(work, fault, first);
        assertThat(calls).isLessThan(MOST_CALLS);
      }
      assertThat(calls).isPositive();
    }
  }

  /** Returns how many calls there were. */
  private long fail(Work work, Fault fault, long first) {
    var clock = new AtomicLong(origin.clock().get());
    var server = new SimServer(origin.io().copy(), origin.settings(), clock, 2);
    var io = server.io();
    var oracle = new StoreOracle(server::nowSeconds);
    oracle.found(before.copy());
    var what = work + ", " + fault + " at call " + first;
    try (var stores = server.stores();
        var store = stores.open(SimServer.ID)) {
      long start = io.steps();
      io.onStep(
          (number, call, path) -> {
            long at = number - start;
            if (fault == Fault.DISK_FULL && at == first) {
              io.limitCapacity(io.used());
            } else if (fault == Fault.ONCE && at == first
                || fault == Fault.FROM_THEN_ON && at >= first) {
              throw new IOException("Input/output error");
            }
          });
      apply(work.operation.apply(new StoreOperations(random), stores), store, oracle, what);
      long calls = io.steps() - start;
      restart(server, oracle, what);
      io.onStep((number, call, path) -> {});
      io.limitCapacity(Long.MAX_VALUE);
      server.clock().addAndGet(2000);
      var next = new StoreOperations(random).append("INBOX", FlagSet.NONE, 10);
      assertThat(apply(next, store, oracle, what)).as("%s: works again", what).isTrue();
      restart(server, oracle, what);
      return calls;
    }
  }

  private boolean apply(
      StoreOperation operation, MailStore store, StoreOracle oracle, String what) {
    oracle.begins(operation);
    boolean done = true;
    try {
      operation.onStore().accept(store);
      oracle.succeeded(operation.isSynced());
    } catch (MailException e) {
      assertThat(StoreOracle.isPolite(e)).as("%s: %s", what, e).isTrue();
      done = false;
    }
    assertThat(StoreText.lines(store)).as(what).isEqualTo(oracle.now().lines());
    return done;
  }

  private void restart(SimServer server, StoreOracle oracle, String what) {
    try {
      oracle.judgeKilled(server.with(server.io().copy()).model());
      for (int i = 0; i < CUTS; i++) {
        oracle.judge(server.with(server.io().afterPowerCut(random)).model());
      }
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(what, e);
    }
  }
}
