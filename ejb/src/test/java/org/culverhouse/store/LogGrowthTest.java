package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A log that gets longer than what has been filled with zeros. */
@ExtendWith(QuietLog.class)
class LogGrowthTest {
  private static final StoreSettings SETTINGS = SimServer.sized(Durability.OPTIMIZED, 1 << 20);
  private static final int MESSAGE = 100_000;

  private final SimServer server =
      new SimServer(new SimIo(SimServer.ROOT), SETTINGS, new AtomicLong(1_800_000_000_000L), 1);
  private final StoreOperations operations = new StoreOperations(new SplittableRandom(1));
  private final List<String> steps = new ArrayList<>();

  private void append(MailStore store, int octets) {
    operations.append("INBOX", FlagSet.NONE, octets).onStore().accept(store);
  }

  private long segmentSize() {
    return new SimDamage(server.io()).size(SimDamage.HOME.resolve("log/00000001.seg"));
  }

  private long count(String step) {
    return steps.stream().filter(step::equals).count();
  }

  @Test
  void aLargeMessageIsWrittenOnceAndSyncedOnce() {
    server.use(
        store -> {
          append(store, 100);
          server.io().onStep((number, what, path) -> steps.add(what));
          long before = server.io().written();
          for (int i = 0; i < 5; i++) {
            append(store, MESSAGE);
          }
          assertThat(count("force")).isEqualTo(5);
          assertThat(server.io().written() - before).isLessThan(5 * MESSAGE * 5 / 4);
          return true;
        });
  }

  @Test
  void smallMessagesFillTheZerosOfManyBeforeTheyNeedNewOnes() {
    server.use(
        store -> {
          append(store, 100);
          long size = segmentSize();
          int changes = 0;
          for (int i = 0; i < 500; i++) {
            append(store, 400);
            changes += segmentSize() > size ? 1 : 0;
            size = segmentSize();
          }
          assertThat(changes).isBetween(1, 3);
          return true;
        });
  }

  @Test
  void aFullDiskLeavesTheLogAsItWas() {
    server.use(
        store -> {
          for (int i = 0; i < 4; i++) {
            append(store, MESSAGE);
          }
          long size = segmentSize();
          server.io().limitCapacity(server.io().used() + MESSAGE / 2);
          assertThatThrownBy(() -> append(store, MESSAGE)).isInstanceOf(MailException.class);
          assertThat(segmentSize()).isEqualTo(size);
          assertThat(new SimDamage(server.io()).records(1).getLast().header().isLast()).isTrue();
          operations.expunge("INBOX", Set.of(1L)).onStore().accept(store);
          server.io().limitCapacity(Long.MAX_VALUE);
          append(store, MESSAGE);
          return true;
        });
    var found = server.with(server.io().afterPowerCut(new SplittableRandom(2))).model();
    assertThat(found.lines()).isEqualTo(server.lines());
    assertThat(new SimDamage(server.io()).check().findings()).isEmpty();
  }
}
