package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.StoreEvent;
import org.junit.jupiter.api.Test;

/** Who listens hears what happens to names in the order in which it happens. */
class NamesInOrderTest {
  private static final MailboxName A = new MailboxName("a");
  private static final MailboxName B = new MailboxName("b");
  private static final MailboxName C = new MailboxName("c");

  private final SimServer server = SimServer.on(new SimIo(SimServer.ROOT), Durability.NEVER, 1);
  private final List<StoreEvent> heard = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch hears = new CountDownLatch(1);
  private final CountDownLatch goesOn = new CountDownLatch(1);

  /** The first to be told stops in the middle of it. */
  private void hear(List<StoreEvent> events) {
    if (hears.getCount() > 0) {
      hears.countDown();
      await(goesOn, 10_000);
    }
    heard.addAll(events);
  }

  private static boolean await(CountDownLatch latch, long millis) {
    try {
      return latch.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void renameOnwards(MailStore store, CountDownLatch done) {
    assertThat(await(hears, 10_000)).isTrue();
    store.rename(B, C);
    done.countDown();
  }

  @Test
  void aRenameIsToldBeforeTheNextOneCanHappen() {
    try (var stores = server.stores();
        var store = stores.open(SimServer.ID);
        var other = stores.open(SimServer.ID)) {
      store.create(A, Set.of());
      try (var registration = other.listen(this::hear);
          var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var done = new CountDownLatch(1);
        threads.submit(() -> store.rename(A, B));
        threads.submit(() -> renameOnwards(store, done));
        boolean overtook = await(done, 200);
        goesOn.countDown();
        assertThat(overtook).isFalse();
        assertThat(await(done, 10_000)).isTrue();
      }
    }
    assertThat(heard).containsExactly(new StoreEvent.Renamed(A, B), new StoreEvent.Renamed(B, C));
  }
}
