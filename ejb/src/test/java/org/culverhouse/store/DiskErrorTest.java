package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Lets each call to the disk of a workload fail, alone or with those after it: the operation is
 * refused with a reason, nothing of it is seen, and everything acknowledged is found by the next
 * start. {@code -Dculver.crash.runs} says how many workloads.
 */
@ExtendWith(QuietLog.class)
class DiskErrorTest {
  private static final int RUNS = Math.max(1, Integer.getInteger("culver.crash.runs", 5) / 5);
  private static final long SEED = Long.getLong("culver.crash.seed", 1);
  private static final int OPERATIONS = 30;

  /** One workload on a disk on which the calls {@code first} to {@code last} fail. */
  private static final class Run {
    private final SimServer server;
    private final SplittableRandom random;
    private final StoreOracle oracle;
    private final StoreWorkload workload;
    private final long first;
    private final long last;
    private final Set<Path> unsynced = new HashSet<>();
    private @Nullable AssertionError wrong;
    private int refusals;

    Run(Durability durability, long seed, long first, long last) {
      server = SimServer.on(new SimIo(SimServer.ROOT), durability, seed);
      random = new SplittableRandom(seed);
      oracle = new StoreOracle(server::nowSeconds);
      workload = new StoreWorkload(random, server.settings().inlineBytes());
      this.first = first;
      this.last = last;
    }

    /** Returns how many calls there were. */
    long run() {
      server.io().onStep(this::step);
      try (var stores = server.stores();
          var store = open(stores)) {
        if (store != null) {
          use(store, stores);
        }
      }
      restart(server.io().copy(), true);
      for (int i = 0; i < 3; i++) {
        restart(server.io().afterPowerCut(random), false);
      }
      return server.io().steps();
    }

    private void step(long number, String what, @Nullable Path path) throws IOException {
      boolean fails = number >= first && number <= last;
      if (path != null) {
        check(what, path);
        if (fails && what.equals("force")) {
          unsynced.add(path);
        }
      }
      if (fails) {
        throw new IOException("Input/output error");
      }
    }

    /** After a sync has failed, the file is given up: a second sync would succeed and be a lie. */
    private void check(String what, Path path) {
      if (what.equals("create") || what.equals("delete")) {
        unsynced.remove(path);
      } else if (unsynced.contains(path)) {
        wrong = new AssertionError(what + " of " + path + " after a failed sync");
      }
    }

    private @Nullable MailStore open(NativeStores stores) {
      try {
        return stores.open(SimServer.ID);
      } catch (MailException e) {
        assertThat(e).matches(refusal -> StoreOracle.isPolite((MailException) refusal));
        unsynced.clear();
        return null;
      }
    }

    private void use(MailStore store, NativeStores stores) {
      for (int i = 0; i < OPERATIONS; i++) {
        server.clock().addAndGet(random.nextLong(1500));
        apply(workload.next(oracle.now(), server.nowSeconds()), store);
        if (i % 7 == 6) {
          stores.checkpoint(SimServer.ID);
        }
        if (i % 9 == 8) {
          stores.compact(SimServer.ID);
        }
      }
      server.clock().addAndGet(2000);
      int before = refusals;
      long at = server.io().steps() + 1;
      apply(new StoreOperations(random).append("INBOX", FlagSet.NONE, 10), store);
      if (at > last || server.io().steps() < first) {
        assertThat(refusals).as("refused on a sound disk").isEqualTo(before);
      } else if (at >= first && server.io().steps() < last) {
        assertThat(refusals).as("accepted on a broken disk").isGreaterThan(before);
      }
    }

    private void apply(StoreOperation operation, MailStore store) {
      oracle.begins(operation);
      try {
        operation.onStore().accept(store);
        oracle.succeeded(
            server.settings().durability() == Durability.ALWAYS || operation.isSynced());
      } catch (MailException e) {
        refusals++;
        assertThat(StoreOracle.isPolite(e)).as("%s: %s", operation, e).isTrue();
        restart(server.io().copy(), true);
        restart(server.io().afterPowerCut(random), false);
      }
      if (wrong != null) {
        throw wrong;
      }
      assertThat(StoreText.lines(store)).as("after %s", operation).isEqualTo(oracle.now().lines());
    }

    private void restart(SimIo disk, boolean isKill) {
      var found = server.with(disk).model();
      if (isKill) {
        oracle.judgeKilled(found);
      } else {
        oracle.judge(found);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "OPTIMIZED, 1",
    "OPTIMIZED, 2",
    "OPTIMIZED, 3",
    "OPTIMIZED, 100000",
    "ALWAYS, 2",
    "ALWAYS, 100000"
  })
  void everyCallMayFail(Durability durability, long failures) {
    for (long seed = SEED; seed < SEED + RUNS; seed++) {
      long steps = new Run(durability, seed, Long.MAX_VALUE, Long.MAX_VALUE).run();
      assertThat(steps).isGreaterThan(40);
      for (long first = 1; first <= steps; first++) {
        var run = new Run(durability, seed, first, first + failures - 1);
        try {
          run.run();
        } catch (AssertionError | RuntimeException e) {
          throw new AssertionError("seed " + seed + ", call " + first, e);
        }
      }
    }
  }
}
