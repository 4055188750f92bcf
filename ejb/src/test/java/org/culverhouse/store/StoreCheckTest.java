package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.culverhouse.api.model.FlagSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A check finds whatever is not as the store has left it, and nothing else. */
@ExtendWith(QuietLog.class)
class StoreCheckTest {
  private static final int FLIPS = 1000;

  private final SimIo io = new SimIo(SimServer.ROOT);
  private final SimServer server = SimServer.on(io, Durability.OPTIMIZED, 1);
  private final SplittableRandom random = new SplittableRandom(5);

  @BeforeEach
  void aStoreWithSeveralSegments() {
    var oracle = new StoreOracle(server::nowSeconds);
    var workload = new StoreWorkload(random, server.settings().inlineBytes());
    try (var stores = server.stores();
        var store = stores.open(SimServer.ID)) {
      for (int i = 0; i < 200; i++) {
        var operation = workload.next(oracle.now(), server.nowSeconds());
        oracle.begins(operation);
        operation.onStore().accept(store);
        oracle.succeeded(true);
        if (i == 150) {
          stores.checkpoint(SimServer.ID);
        }
      }
    }
  }

  @Test
  void aSoundStoreIsClean() {
    assertThat(new SimDamage(io).files()).anyMatch(file -> file.toString().contains("/big/"));
    assertThat(io.list(SimDamage.HOME.resolve("log")).size()).isGreaterThan(2);
    var report = new SimDamage(io).check();
    assertThat(report.findings()).allMatch(finding -> finding instanceof Finding.Leftover);
    assertThat(report.isClean()).isTrue();
    assertThat(report.messages()).isPositive();
  }

  @Test
  void aStoreOfAKilledServerIsClean() {
    var stores = server.stores();
    var store = stores.open(SimServer.ID);
    new StoreOperations(random).append("INBOX", FlagSet.NONE, 100).onStore().accept(store);
    io.killProcess();
    assertThat(new SimDamage(io).check().isClean()).isTrue();
  }

  /** S82; but for OWNER, which says nothing, and files that a start removes. */
  @Test
  void everyFlippedBitIsFound() {
    var before = new SimDamage(io).check().findings();
    var files = new SimDamage(io).files();
    before.forEach(finding -> files.remove(SimDamage.HOME.resolve(finding.place().file())));
    for (int i = 0; i < FLIPS; i++) {
      var damage = new SimDamage(io.copy());
      var file = files.get(random.nextInt(files.size()));
      long at = random.nextLong(damage.size(file));
      damage.flip(file, at, random.nextInt(8));
      assertThat(damage.check().findings())
          .as("%s, bit flipped at %d", file, at)
          .isNotEqualTo(before);
    }
  }
}
