package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * After a failed sync the system keeps the data for readers but forgets that it is not on disk: the
 * next sync succeeds and means nothing.
 */
@ExtendWith(QuietLog.class)
class FailedSyncTest {
  private final SimIo io = new SimIo(SimServer.ROOT);
  private final SimServer server = SimServer.on(io, Durability.OPTIMIZED, 1);
  private final StoreOracle oracle = new StoreOracle(server::nowSeconds);
  private final StoreOperations operations = new StoreOperations(new SplittableRandom(1));

  private void failing(String step) {
    io.onStep(
        (number, what, path) -> {
          if (what.equals(step)) {
            throw new IOException("Input/output error");
          }
        });
  }

  private void sound() {
    io.onStep((number, what, path) -> {});
  }

  private void append(MailStore store, int size) {
    var operation = operations.append("INBOX", FlagSet.NONE, size);
    oracle.begins(operation);
    operation.onStore().accept(store);
    oracle.succeeded(true);
  }

  /** Leaves the process as kill -9 does: nothing is closed. */
  @SuppressWarnings("MustBeClosed")
  private void useAndKill(Consumer<MailStore> user) {
    user.accept(server.stores().open(SimServer.ID));
    io.killProcess();
  }

  @Test
  void theStoreCanBeReadUntilThereIsANewSegment() {
    server.use(
        store -> {
          append(store, 100);
          failing("force");
          assertThatExceptionOfType(MailException.class)
              .isThrownBy(() -> append(store, 100))
              .matches(refusal -> refusal.reason() == Reason.UNAVAILABLE);
          assertThat(StoreText.lines(store)).isEqualTo(oracle.now().lines());
          sound();
          server.clock().addAndGet(2000);
          append(store, 200);
          assertThat(io.exists(SimServer.ROOT.resolve("34/0000000000001234/log/00000002.seg")))
              .isTrue();
          return true;
        });
    oracle.judge(server.with(io.afterPowerCut(new SplittableRandom(2))).model());
  }

  @Test
  void aStartAfterAFailedSyncDoesNotBelieveTheNextOne() {
    for (int cut = 0; cut < 20; cut++) {
      var again = new FailedSyncTest();
      again.useAndKill(
          store -> {
            again.append(store, 100);
            again.failing("force");
            assertThatExceptionOfType(MailException.class)
                .isThrownBy(() -> again.append(store, 100));
          });
      again.sound();
      again.useAndKill(
          store -> {
            again.oracle.found(again.oracle.judgeKilled(StoreText.model(store)));
            again.append(store, 300);
          });
      again.oracle.judge(
          again.server.with(again.io.afterPowerCut(new SplittableRandom(cut))).model());
    }
  }

  @Test
  void aStartWhoseSyncFailsDoesNotMakeTheNextOneALie() {
    for (int cut = 0; cut < 20; cut++) {
      var again = new FailedSyncTest();
      again.useAndKill(
          store -> {
            again.append(store, 100);
            var flagged = again.operations.claimRecent("INBOX");
            again.oracle.begins(flagged);
            flagged.onStore().accept(store);
            again.oracle.succeeded(false);
          });
      again.failing("force");
      assertThatExceptionOfType(MailException.class)
          .isThrownBy(() -> again.server.stores().open(SimServer.ID))
          .matches(refusal -> refusal.reason() == Reason.UNAVAILABLE);
      again.sound();
      again.useAndKill(
          store -> {
            again.oracle.found(again.oracle.judgeKilled(StoreText.model(store)));
            again.append(store, 300);
          });
      again.oracle.judge(
          again.server.with(again.io.afterPowerCut(new SplittableRandom(cut))).model());
    }
  }
}
