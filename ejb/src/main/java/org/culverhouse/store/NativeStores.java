package org.culverhouse.store;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.MailStores;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.Room;
import org.culverhouse.mailbox.StoreId;
import org.culverhouse.store.Compaction.Worth;
import org.jspecify.annotations.Nullable;

/**
 * All native stores below one folder. Stores are opened when they are needed, and some stay open
 * when they are not needed any more. Thread-safe.
 */
public final class NativeStores implements MailStores, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(NativeStores.class.getName());
  private static final int READ_HANDLES = 1024;

  /** Who expunges much often goes on, and others have to be told first. */
  private static final int COMPACTION_DELAYS = 10;

  private final StoreOpening.Surroundings around;
  private final StoreTimer timer;
  private final StoreTimer checkpoints;
  private final StoreTimer compactions;
  private final ConcurrentHashMap<StoreId, Slot> slots = new ConcurrentHashMap<>();
  private final ReentrantLock idleLock = new ReentrantLock();
  private final Set<Slot> idle = new LinkedHashSet<>();
  private final Ballast ballast;
  private final Disk disk;
  private volatile boolean isClosed;

  /**
   * @param root an existing folder
   * @param nowMillis milliseconds since 1970; no order depends on it
   * @param random thread-safe and not to be guessed, for the identities of stores and messages
   */
  public NativeStores(
      StoreIo io,
      Path root,
      StoreSettings settings,
      LongSupplier nowMillis,
      RandomGenerator random) {
    ballast = new Ballast(io, root, settings.ballastBytes());
    disk = new Disk(io, root, ballast);
    if (settings.ballastBytes() > 0 && settings.syncDelay().isPositive()) {
      Thread.ofVirtual().name("store-ballast").start(ballast::restore);
    }
    timer = new StoreTimer("store-sync", settings.syncDelay(), this::sync);
    checkpoints = new StoreTimer("store-checkpoint", settings.syncDelay(), this::checkpoint);
    compactions =
        new StoreTimer(
            "store-compaction",
            settings.syncDelay().multipliedBy(COMPACTION_DELAYS),
            id -> compact(id, Worth.MUCH));
    around =
        new StoreOpening.Surroundings(
            io,
            root,
            settings,
            nowMillis,
            random,
            new ReadHandles(io, READ_HANDLES),
            new LongAdder(),
            owner(nowMillis.getAsLong()),
            disk,
            timer::add,
            checkpoints::add,
            compactions::add);
  }

  /** Told to whoever finds a store locked. */
  private static String owner(long nowMillis) {
    return "process "
        + ManagementFactory.getRuntimeMXBean().getName()
        + " since "
        + Instant.ofEpochMilli(nowMillis).truncatedTo(ChronoUnit.SECONDS);
  }

  /** What its stores are opened with. */
  StoreOpening.Surroundings around() {
    return around;
  }

  /** The place of a store, whether open or not. Guarded by its lock. */
  private final class Slot {
    private final StoreId id;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable AccountStore store;
    private int users;
    private boolean isDead;

    Slot(StoreId id) {
      this.id = id;
    }

    /** The store, open; null if this place is not used any more. */
    @Nullable AccountStore acquire() {
      lock.lock();
      try {
        if (isDead) {
          return null;
        }
        if (store == null) {
          store = new StoreOpening(around, id).open();
        }
        users++;
        return store;
      } finally {
        if (store == null && users == 0) {
          isDead = true;
          slots.remove(id, this);
        }
        lock.unlock();
      }
    }

    /** Returns whether nobody uses the store any more. */
    boolean release() {
      lock.lock();
      try {
        users--;
        return users == 0 && !isDead;
      } finally {
        lock.unlock();
      }
    }

    void sync() {
      lock.lock();
      try {
        if (store != null && !isDead) {
          store.syncPending();
        }
      } finally {
        lock.unlock();
      }
    }

    /** The store, with one more user; null if it is not open. */
    @Nullable AccountStore acquireIfOpen() {
      lock.lock();
      try {
        if (store == null || isDead) {
          return null;
        }
        users++;
        return store;
      } finally {
        lock.unlock();
      }
    }

    void closeIfUnused() {
      lock.lock();
      try {
        if (users == 0) {
          bury();
        }
      } finally {
        lock.unlock();
      }
    }

    /** Closes the store; whoever comes for it gets a new place. */
    void bury() {
      lock.lock();
      try {
        closeStore();
      } finally {
        isDead = true;
        slots.remove(id, this);
        lock.unlock();
      }
    }

    private void closeStore() {
      if (store != null && !isDead) {
        try {
          store.close();
        } catch (IOException | MailException e) {
          LOG.log(Level.WARNING, "Store " + id + " was not closed properly", e);
        }
      }
    }

    void remove() throws IOException {
      lock.lock();
      try {
        if (store != null && !isDead) {
          store.abandon();
        }
        isDead = true;
        new StoreRemoval(around.io(), new StoreFiles(around.root(), id)).run();
      } finally {
        isDead = true;
        slots.remove(id, this);
        lock.unlock();
      }
    }
  }

  @Override
  public MailStore open(StoreId id) {
    while (!isClosed) {
      var slot = slots.computeIfAbsent(id, Slot::new);
      var store = slot.acquire();
      if (store != null) {
        notIdle(slot);
        return new NativeStore(store, () -> release(slot));
      }
    }
    throw new MailException(Reason.UNAVAILABLE, "The mail stores have been closed");
  }

  private void notIdle(Slot slot) {
    idleLock.lock();
    try {
      idle.remove(slot);
    } finally {
      idleLock.unlock();
    }
  }

  private void release(Slot slot) {
    if (!slot.release()) {
      return;
    }
    var surplus = new ArrayList<Slot>();
    idleLock.lock();
    try {
      idle.add(slot);
      var eldest = idle.iterator();
      for (int over = idle.size() - around.settings().idleStores(); over > 0; over--) {
        surplus.add(eldest.next());
        eldest.remove();
      }
    } finally {
      idleLock.unlock();
    }
    surplus.forEach(Slot::closeIfUnused);
  }

  @Override
  public void remove(StoreId id) {
    var slot = slots.computeIfAbsent(id, Slot::new);
    try {
      slot.remove();
      notIdle(slot);
    } catch (IOException e) {
      throw new MailException(
          Reason.UNAVAILABLE, "The mail store " + id + " could not be removed", e);
    }
  }

  @Override
  public Room room() {
    return disk.room();
  }

  @Override
  public void whenRoomChanges(Runnable listener) {
    disk.whenChanged(listener);
  }

  /** How often the body of a message has been opened here. */
  public long bodiesOpened() {
    return around.bodiesOpened().sum();
  }

  /** How many messages are being read from files. */
  public long leases() {
    return around.handles().leases();
  }

  private void sync(StoreId id) {
    var slot = slots.get(id);
    if (slot != null) {
      try {
        slot.sync();
      } catch (MailException e) {
        LOG.log(Level.WARNING, "Store " + id + " could not be synced", e);
      }
    }
  }

  /** Puts on disk what still waits for it. */
  public void syncPending() {
    timer.take().forEach(this::sync);
  }

  /** Takes a snapshot of the store if it is open; meanwhile it can be used. */
  void checkpoint(StoreId id) {
    whileOpen(id, "gets no snapshot now", AccountStore::checkpoint);
  }

  /** Puts an image of the store into its log if it is open; meanwhile it can be used. */
  void image(StoreId id) {
    whileOpen(id, "gets no image now", store -> store.image(new Pace(0)));
  }

  /** Gives back what space the store does not need, if it is open; meanwhile it can be used. */
  public void compact(StoreId id) {
    compact(id, Worth.ANY);
  }

  private void compact(StoreId id, Worth worth) {
    ballast.releaseIfNeeded();
    whileOpen(id, "is not compacted now", store -> log(id, store.compaction().run(worth)));
    ballast.restore();
  }

  private static void log(StoreId id, Compaction.Freed freed) {
    if (freed.octets() > 0 || freed.files() > 0) {
      LOG.log(
          Level.INFO,
          "Store {0} has given back {1} segments with {2} octets and {3} large messages",
          id,
          freed.segments(),
          freed.octets(),
          freed.files());
    }
  }

  /** Makes the cache files of the store anew if it is open; meanwhile it can be used. */
  void rebuildStructures(StoreId id, StructureRebuild.Progress progress) {
    whileOpen(id, "gets no new caches now", store -> store.rebuildStructures(progress));
  }

  /** Does something to an open store. */
  private interface Work {
    void on(AccountStore store) throws IOException;
  }

  private void whileOpen(StoreId id, String otherwise, Work work) {
    var slot = slots.get(id);
    var store = slot == null ? null : slot.acquireIfOpen();
    if (slot == null || store == null) {
      return;
    }
    try {
      work.on(store);
    } catch (IOException | MailException e) {
      LOG.log(Level.WARNING, "Store " + id + " " + otherwise, e);
    } finally {
      release(slot);
    }
  }

  /** Closes all stores, whether they are in use or not. */
  @Override
  public void close() {
    isClosed = true;
    disk.close();
    timer.close();
    checkpoints.close();
    compactions.close();
    List.copyOf(slots.values()).forEach(Slot::bury);
    try {
      around.handles().close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "A file was not closed properly", e);
    }
  }
}
