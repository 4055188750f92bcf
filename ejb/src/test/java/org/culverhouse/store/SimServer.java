package org.culverhouse.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.StoreId;
import org.culverhouse.mime.KeptFields;

/** Native stores on a simulated disk, with a clock that the test sets. */
record SimServer(SimIo io, StoreSettings settings, AtomicLong clock, long seed) {
  static final Path ROOT = Path.of("/sim");
  static final StoreId ID = new StoreId(0x1234);

  /** Small enough for a workload of some operations to fill several segments. */
  static StoreSettings small(Durability durability) {
    return sized(durability, 1 << 15);
  }

  /** The same with segments of that size, filled with zeros a quarter of it ahead. */
  static StoreSettings sized(Durability durability, int segmentBytes) {
    return new StoreSettings(
        durability,
        segmentBytes,
        segmentBytes / 4,
        segmentBytes / 8,
        100,
        100,
        4,
        1 << 10,
        Duration.ZERO,
        1 << 12,
        2,
        KeptFields.STANDARD,
        0,
        0);
  }

  static SimServer on(SimIo io, Durability durability, long seed) {
    return new SimServer(io, small(durability), new AtomicLong(1_800_000_000_000L), seed);
  }

  /** Another server for each number: how it syncs, and how much room it makes ahead. */
  static SimServer numbered(long seed) {
    var durability = seed % 2 == 0 ? Durability.ALWAYS : Durability.OPTIMIZED;
    var settings = sized(durability, seed % 4 < 2 ? 1 << 15 : 1 << 14);
    var clock = new AtomicLong(1_800_000_000_000L);
    return new SimServer(new SimIo(ROOT), settings, clock, seed);
  }

  /** Snapshots and indexes only save time. */
  static void removeSnapshots(SimIo disk) {
    var home = ROOT.resolve("34/0000000000001234");
    try {
      for (var folder : List.of(home.resolve("snap"), home.resolve("mbx"))) {
        for (var name : disk.list(folder)) {
          disk.delete(folder.resolve(name));
        }
        if (disk.exists(folder)) {
          disk.syncDirectory(folder);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SimServer with(SimIo other) {
    return new SimServer(other, settings, clock, seed + 1);
  }

  NativeStores stores() {
    return new NativeStores(io, ROOT, settings, clock::get, new SplittableRandom(seed));
  }

  long nowSeconds() {
    return clock.get() / 1000;
  }

  /** Opens the store, uses it, and closes everything. */
  <T> T use(Function<MailStore, T> user) {
    try (var stores = stores();
        var store = stores.open(ID)) {
      return user.apply(store);
    }
  }

  /** Opens the store, uses it, and leaves it as kill -9 does: nothing is closed. */
  @SuppressWarnings("MustBeClosed")
  <T> T useAndKill(Function<MailStore, T> user) {
    try {
      return user.apply(stores().open(ID));
    } finally {
      io.killProcess();
    }
  }

  StoreModel model() {
    return use(StoreText::model);
  }

  List<String> lines() {
    return use(StoreText::lines);
  }
}
