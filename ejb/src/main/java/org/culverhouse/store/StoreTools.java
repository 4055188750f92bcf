package org.culverhouse.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.StoreId;

/**
 * What can be done with stores that nobody has open: look for damage, repair it, make derived files
 * again. Thread-safe, one call a store at once. Every method may throw {@link MailException}, with
 * {@link Reason#IN_USE} if a server has the store.
 */
public final class StoreTools {
  private final StoreIo io;
  private final Path root;
  private final StoreSettings settings;
  private final LongSupplier nowMillis;
  private final RandomGenerator random;

  /**
   * @param root the folder of all stores
   * @param nowMillis milliseconds since 1970
   * @param random thread-safe
   */
  public StoreTools(
      StoreIo io,
      Path root,
      StoreSettings settings,
      LongSupplier nowMillis,
      RandomGenerator random) {
    this.io = io;
    this.root = root;
    this.settings = settings;
    this.nowMillis = nowMillis;
    this.random = random;
  }

  /** All stores that have a folder, by their numbers. */
  public List<StoreId> all() {
    var all = new ArrayList<StoreId>();
    try {
      for (var folder : io.list(root)) {
        for (var name : io.list(root.resolve(folder))) {
          if (name.matches("[0-9a-f]{16}") && name.endsWith(folder)) {
            all.add(new StoreId(Long.parseUnsignedLong(name, 16)));
          }
        }
      }
    } catch (IOException e) {
      throw new MailException(Reason.UNAVAILABLE, root + " cannot be read", e);
    }
    return all;
  }

  public boolean exists(StoreId id) {
    try {
      return io.exists(new StoreFiles(root, id).home());
    } catch (IOException e) {
      throw unreadable(id, e);
    }
  }

  /** How much a check has to read. */
  public long octets(StoreId id) {
    try {
      return new StoreFiles(root, id).octets(io);
    } catch (IOException e) {
      throw unreadable(id, e);
    }
  }

  /**
   * Reads all of a store and writes nothing.
   *
   * @param progress is told how many octets have been read since it was told last
   */
  public StoreReport check(StoreId id, LongConsumer progress) {
    return locked(id, files -> checked(files, progress).report());
  }

  /** A store before and after a repair. */
  public record Repaired(StoreReport before, StoreReport after) {}

  /**
   * Repairs what can be repaired, and reads all once more. What is replaced goes to the folder
   * quarantine.
   *
   * @param progress as with {@link #check}; there may be twice as much to read
   */
  public Repaired repair(StoreId id, LongConsumer progress) {
    var before =
        locked(
            id,
            files -> {
              var outcome = checked(files, progress);
              if (!outcome.report().findings().isEmpty()) {
                new StoreRepair(io, files, outcome).files(nowMillis.getAsLong());
              }
              return outcome;
            });
    if (before.report().findings().isEmpty()) {
      return new Repaired(before.report(), before.report());
    }
    use(id, (files, stores) -> new StoreRepair(io, files, before).open(stores));
    return new Repaired(before.report(), check(id, octets -> {}));
  }

  /**
   * Makes all derived files again from the log, which must be sound. UIDs stay what they are.
   *
   * @param progress as with {@link #check}; all is read twice, the second time for the caches
   */
  public void rebuild(StoreId id, LongConsumer progress) {
    locked(
        id,
        files -> {
          if (!checked(files, progress).isLogSound()) {
            throw new MailException(
                Reason.CORRUPT, "The log of the mail store " + id + " must be repaired first");
          }
          files.removeDerived(io);
          return true;
        });
    use(
        id,
        (files, stores) -> {
          try (var store = stores.open(id)) {
            stores.rebuildStructures(store.id(), scaled(progress, files.octets(io)));
            stores.checkpoint(store.id());
          }
        });
  }

  /**
   * Tells what files of a store hold, but for the octets of messages; the store may be in use.
   *
   * @param names relative to the folder of the store; none of them means all files
   */
  public void dump(StoreId id, List<String> names, Consumer<Described> out) {
    try {
      var dump = new StoreDump(io, new StoreFiles(root, id), out);
      for (var name : names.isEmpty() ? dump.names() : names) {
        dump.file(name);
      }
    } catch (IOException e) {
      throw unreadable(id, e);
    }
  }

  /** Tells of messages as if they were so many octets together. */
  private static StructureRebuild.Progress scaled(LongConsumer progress, long octets) {
    var told = new AtomicLong();
    return (done, total) -> {
      long now = total == 0 ? octets : (long) ((double) done / total * octets);
      progress.accept(now - told.getAndSet(now));
    };
  }

  /** Something that is done with open stores. */
  private interface Use {
    void of(StoreFiles files, NativeStores stores) throws IOException;
  }

  private void use(StoreId id, Use use) {
    try (var stores = new NativeStores(io, root, settings, nowMillis, random)) {
      use.of(new StoreFiles(root, id), stores);
    } catch (IOException e) {
      throw unreadable(id, e);
    }
  }

  private StoreCheck.Outcome checked(StoreFiles files, LongConsumer progress) throws IOException {
    return new StoreCheck(io, files, nowMillis.getAsLong() / 1000, progress).run();
  }

  private static MailException unreadable(StoreId id, IOException why) {
    return new MailException(Reason.UNAVAILABLE, "The mail store " + id + " cannot be read", why);
  }

  /** Something that is done while nobody else can have the store. */
  private interface Work<T> {
    T on(StoreFiles files) throws IOException;
  }

  private <T> T locked(StoreId id, Work<T> work) {
    var files = new StoreFiles(root, id);
    try {
      if (!io.exists(files.owner())) {
        return work.on(files);
      }
      try (var owner = io.open(files.owner(), StoreIo.Access.WRITE)) {
        if (!owner.tryLock()) {
          throw inUse(id, owner);
        }
        return work.on(files);
      }
    } catch (CorruptFileException e) {
      throw new MailException(Reason.CORRUPT, "The mail store " + id + " is beyond repair", e);
    } catch (IOException e) {
      throw unreadable(id, e);
    }
  }

  private static MailException inUse(StoreId id, StoreIo.Handle owner) throws IOException {
    var text = ByteBuffer.allocate(200);
    owner.read(0, text);
    var name = StandardCharsets.UTF_8.decode(text.flip()).toString().strip();
    return new MailException(Reason.IN_USE, "The mail store " + id + " belongs to " + name);
  }
}
