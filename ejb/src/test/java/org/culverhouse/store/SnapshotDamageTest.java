package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.mailbox.MailStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Snapshots and indexes only save time: without them, or with damaged ones, all mail is there. */
@ExtendWith(QuietLog.class)
class SnapshotDamageTest {
  private static final Path HOME = SimServer.ROOT.resolve("34/0000000000001234");
  private static final int FLIPS = 1000;

  private final SimIo io = new SimIo(SimServer.ROOT);
  private final SimServer server = SimServer.on(io, Durability.OPTIMIZED, 1);
  private final SplittableRandom random = new SplittableRandom(11);
  private List<String> good = List.of();

  /** Two generations, with mailboxes in files of their own and within the snapshot. */
  @BeforeEach
  void someGenerations() {
    var oracle = new StoreOracle(server::nowSeconds);
    var workload = new StoreWorkload(random, server.settings().inlineBytes());
    try (var stores = server.stores();
        var store = stores.open(SimServer.ID)) {
      for (int i = 0; i < 80; i++) {
        apply(workload.next(oracle.now(), server.nowSeconds()), store, oracle);
        if (i == 60) {
          stores.checkpoint(SimServer.ID);
        }
      }
      good = StoreText.lines(store);
    }
  }

  private static void apply(StoreOperation operation, MailStore store, StoreOracle oracle) {
    oracle.begins(operation);
    operation.onStore().accept(store);
    oracle.succeeded(true);
  }

  private List<Path> derived() {
    var all = new ArrayList<Path>();
    for (var folder : List.of(HOME.resolve("snap"), HOME.resolve("mbx"))) {
      io.list(folder).forEach(name -> all.add(folder.resolve(name)));
    }
    return all;
  }

  private static byte[] read(SimIo disk, Path file) throws IOException {
    try (var handle = disk.open(file, StoreIo.Access.READ)) {
      var octets = ByteBuffer.allocate((int) handle.size());
      handle.read(0, octets);
      return octets.array();
    }
  }

  /** Flips any bit of a file, and says where. */
  static String flip(SimIo disk, Path file, SplittableRandom random) throws IOException {
    int at = random.nextInt(read(disk, file).length);
    flip(disk, file, at, random.nextInt(8));
    return file + ", bit flipped at " + at;
  }

  private static void flip(SimIo disk, Path file, int at, int bit) throws IOException {
    var octets = read(disk, file);
    try (var handle = disk.open(file, StoreIo.Access.WRITE)) {
      var flipped = new byte[] {(byte) (octets[at] ^ 1 << bit)};
      handle.write(at, List.of(ByteBuffer.wrap(flipped)));
    }
  }

  private void goesOn(SimIo disk, String what) {
    var again = server.with(disk);
    assertThat(again.lines()).as(what).isEqualTo(good);
    again.use(
        store -> {
          new StoreOperations(random).append("INBOX", FlagSet.NONE, 10).onStore().accept(store);
          assertThat(StoreText.lines(store)).as(what).hasSize(good.size() + 1);
          return true;
        });
  }

  @Test
  void twoGenerationsAreKept() {
    assertThat(io.list(HOME.resolve("snap"))).hasSize(2);
    assertThat(io.list(HOME.resolve("mbx"))).isNotEmpty();
  }

  @Test
  void aStartAfterACloseReadsNothingOfTheLogButItsEnd() throws Exception {
    var files = new StoreFiles(SimServer.ROOT, SimServer.ID);
    var identity = StoreIdentity.read(io, files);
    try (var segment = new LogRecovery(io, files, identity.store()).run().segment()) {
      assertThat(segment).isNotNull();
    }
    var recovered = new LogRecovery(io, files, identity.store()).run();
    assertThat(recovered.start().isNone()).isFalse();
    assertThat(recovered.isClosed()).isTrue();
    assertThat(recovered.replayed()).isLessThan(100);
  }

  @Test
  void everyFlippedBitIsFoundOrHarmless() throws Exception {
    var files = derived();
    for (int i = 0; i < FLIPS; i++) {
      var disk = io.copy();
      var file = files.get(random.nextInt(files.size()));
      goesOn(disk, flip(disk, file, random));
    }
  }

  @Test
  void aShorterFileIsPassedOver() throws Exception {
    for (var file : derived()) {
      var disk = io.copy();
      try (var handle = disk.open(file, StoreIo.Access.WRITE)) {
        handle.truncate(random.nextInt(read(disk, file).length));
      }
      goesOn(disk, file + " truncated");
    }
  }

  @Test
  void withoutAnyOfThemTheLogIsRead() throws Exception {
    for (var file : derived()) {
      io.delete(file);
    }
    goesOn(io.copy(), "no snapshot");
  }

  @Test
  void theSnapshotOfAnotherStoreIsPassedOver() throws Exception {
    var other = SimServer.on(new SimIo(SimServer.ROOT), Durability.OPTIMIZED, 99);
    other.use(
        store -> {
          new StoreOperations(random).append("INBOX", FlagSet.NONE, 10).onStore().accept(store);
          return true;
        });
    var name = io.list(HOME.resolve("snap")).getLast();
    var theirs = other.io().list(HOME.resolve("snap")).getLast();
    var foreign = read(other.io(), HOME.resolve("snap").resolve(theirs));
    try (var handle = io.open(HOME.resolve("snap").resolve(name), StoreIo.Access.WRITE)) {
      handle.truncate(0);
      handle.write(0, List.of(ByteBuffer.wrap(foreign)));
    }
    goesOn(io.copy(), "a foreign snapshot");
  }
}
