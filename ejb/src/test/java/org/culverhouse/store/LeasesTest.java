package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.Mailbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** S79: every file that is held open to be read is let go, and one that is not is noticed. */
@ExtendWith(QuietLog.class)
class LeasesTest {
  private final SimIo io = new SimIo(SimServer.ROOT);
  private final SimServer server = SimServer.on(io, Durability.OPTIMIZED, 1);
  private final StoreOperations operations = new StoreOperations(new SplittableRandom(3));

  private static Mailbox inbox(MailStore store) {
    return store.open(store.tree().get(MailboxName.INBOX).id());
  }

  private void fill(MailStore store) {
    operations.append("INBOX", FlagSet.NONE, 10, 5000, 100_000).onStore().accept(store);
  }

  @Test
  void afterAllReadingNothingIsHeld() {
    try (var stores = server.stores();
        var store = stores.open(SimServer.ID)) {
      fill(store);
      StoreText.lines(store);
      stores.compact(SimServer.ID);
      stores.rebuildStructures(SimServer.ID, (done, total) -> {});
      assertThat(stores.leases()).isZero();
    }
  }

  /** One of the kind that opens a file; small messages are read at once. */
  @Test
  void aMessageThatIsNotClosedIsCounted() {
    try (var stores = server.stores();
        var store = stores.open(SimServer.ID)) {
      fill(store);
      var forgotten = inbox(store).message(3);
      assertThat(stores.leases()).isEqualTo(1);
      forgotten.close();
      assertThat(stores.leases()).isZero();
      forgotten.close();
      assertThat(stores.leases()).isZero();
    }
  }

  @Test
  void aFileThatIsForgottenWhileItIsReadIsClosedByItsLastReader() throws Exception {
    var path = Path.of("/sim/file");
    try (var handle = io.open(path, StoreIo.Access.CREATE)) {
      handle.write(0, List.of(ByteBuffer.wrap(new byte[] {1, 2, 3})));
    }
    var handles = new ReadHandles(io, 4);
    var first = handles.lease(path);
    var second = handles.lease(path);
    assertThat(handles.leases()).isEqualTo(2);
    handles.forget(path);
    first.close();
    var octets = ByteBuffer.allocate(3);
    assertThat(second.read(0, octets)).isEqualTo(3);
    second.close();
    assertThat(handles.leases()).isZero();
    handles.close();
  }
}
