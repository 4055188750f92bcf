package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.MailboxName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The cache files can be made again from the messages. */
class StructureRebuildTest {
  private static final int MESSAGES = 30;

  private final SimIo io = new SimIo(SimServer.ROOT);
  private final SimServer server = SimServer.on(io, Durability.OPTIMIZED, 1);
  private final StoreFiles files = new StoreFiles(SimServer.ROOT, SimServer.ID);

  @BeforeEach
  void withoutCaches() throws Exception {
    var operations = new StoreOperations(new SplittableRandom(3));
    server.use(
        store -> {
          for (int i = 0; i < MESSAGES; i++) {
            operations.append("INBOX", FlagSet.NONE, 100 + i).onStore().accept(store);
          }
          return true;
        });
    assertThat(files.caches(io)).isNotEmpty();
    for (long segment : files.caches(io)) {
      io.delete(files.cache(segment));
    }
  }

  private long bodiesOpened() {
    try (var stores = server.stores();
        var store = stores.open(SimServer.ID)) {
      var inbox = store.open(store.tree().get(MailboxName.INBOX).id());
      for (long uid = 1; uid <= MESSAGES; uid++) {
        assertThat(inbox.structure(uid).remaining()).isPositive();
      }
      return stores.bodiesOpened();
    }
  }

  @Test
  void whatIsAbsentIsMadeAgainWhenItIsNeeded() {
    assertThat(bodiesOpened()).isEqualTo(MESSAGES);
    assertThat(bodiesOpened()).isZero();
  }

  @Test
  void rebuildMakesAllAtOnce() {
    new SimDamage(io).tools().rebuild(SimServer.ID, octets -> {});
    assertThat(bodiesOpened()).isZero();
  }
}
