package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A disk that is full from some call on, and has room again later. */
@ExtendWith(QuietLog.class)
class FullDiskTest {
  private static final int BEFORE = 12;
  private static final int WHILE_FULL = 12;

  private final SplittableRandom random = new SplittableRandom(3);
  private int refusals;

  private boolean apply(StoreOperation operation, MailStore store, StoreOracle oracle) {
    oracle.begins(operation);
    boolean done = true;
    try {
      operation.onStore().accept(store);
      oracle.succeeded(operation.isSynced());
    } catch (MailException e) {
      assertThat(StoreOracle.isPolite(e)).as("%s: %s", operation, e).isTrue();
      refusals++;
      done = false;
    }
    assertThat(StoreText.lines(store)).as("after %s", operation).isEqualTo(oracle.now().lines());
    return done;
  }

  /** Fills the disk before call {@code first}; returns how many calls there were. */
  private long fillBefore(long first) {
    var server = SimServer.on(new SimIo(SimServer.ROOT), Durability.OPTIMIZED, 3);
    var oracle = new StoreOracle(server::nowSeconds);
    var io = server.io();
    try (var stores = server.stores();
        var store = stores.open(SimServer.ID)) {
      var workload = new StoreWorkload(random, server.settings().inlineBytes());
      io.onStep(
          (number, what, path) -> {
            if (number == first) {
              io.limitCapacity(io.used());
            }
          });
      for (int i = 0; i < BEFORE; i++) {
        server.clock().addAndGet(1500);
        apply(workload.next(oracle.now(), server.nowSeconds()), store, oracle);
        if (i % 5 == 4) {
          stores.checkpoint(SimServer.ID);
        }
      }
      long steps = io.steps();
      io.limitCapacity(io.used());
      for (int i = 0; i < WHILE_FULL; i++) {
        server.clock().addAndGet(1500);
        var operation = workload.next(oracle.now(), server.nowSeconds());
        boolean done = apply(operation, store, oracle);
        if (i % 5 == 4) {
          stores.checkpoint(SimServer.ID);
        }
        assertThat(done || !frees(operation)).as("%s on a full disk", operation).isTrue();
      }
      io.limitCapacity(Long.MAX_VALUE);
      server.clock().addAndGet(1500);
      int before = refusals;
      apply(new StoreOperations(random).append("INBOX", FlagSet.NONE, 5000), store, oracle);
      assertThat(refusals).as("refused though there is room again").isEqualTo(before);
      oracle.judge(server.with(io.afterPowerCut(random)).model());
      return steps;
    }
  }

  private static boolean frees(StoreOperation operation) {
    return operation.what().startsWith("expunge")
        || operation.what().startsWith("delete")
        || operation.what().startsWith("move");
  }

  @Test
  void mailCanBeDeletedOnAFullDiskAndComesAgainWhenThereIsRoom() {
    long steps = fillBefore(Long.MAX_VALUE);
    for (long first = 1; first <= steps; first++) {
      fillBefore(first);
    }
    assertThat(refusals).isGreaterThan((int) steps);
  }
}
