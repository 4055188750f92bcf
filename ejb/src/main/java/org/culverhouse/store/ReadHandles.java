package org.culverhouse.store;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Open files to read from, so many at most; the one that was used least is closed. Thread-safe. To
 * close a file that has been deleted may take the system long, so it is done without the lock.
 */
final class ReadHandles implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ReadHandles.class.getName());

  private final StoreIo io;
  private final int bound;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Path, Shared> open = new LinkedHashMap<>(16, 0.75f, true);
  private long leases;

  ReadHandles(StoreIo io, int bound) {
    this.io = io;
    this.bound = bound;
  }

  /** A handle with the number of its readers; closed by the last one after it has been dropped. */
  private static final class Shared {
    private final StoreIo.Handle handle;
    private int readers;
    private boolean isDropped;

    Shared(StoreIo.Handle handle) {
      this.handle = handle;
    }
  }

  /** Reads until the target is full or the file ends, and returns how much. */
  int read(Path file, long position, ByteBuffer target) throws IOException {
    int start = target.position();
    try {
      return readOnce(file, position, target);
    } catch (ClosedChannelException e) {
      // Another reader of the handle was interrupted, which closes it for all.
      forget(file);
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      return readOnce(file, position, target.position(start));
    }
  }

  private int readOnce(Path file, long position, ByteBuffer target) throws IOException {
    var shared = acquire(file);
    try {
      return shared.handle.read(position, target);
    } finally {
      release(shared);
    }
  }

  /** The file stays readable until the lease is closed, even when it is deleted meanwhile. */
  Lease lease(Path file) throws IOException {
    return new Lease(file, acquire(file));
  }

  /** A file that is held open; one thread. */
  final class Lease implements AutoCloseable {
    private final Path file;
    private @Nullable Shared shared;

    private Lease(Path file, Shared shared) {
      this.file = file;
      this.shared = shared;
    }

    int read(long position, ByteBuffer target) throws IOException {
      var held = shared;
      if (held == null) {
        throw new IOException(file + " is not read any more");
      }
      int start = target.position();
      try {
        return held.handle.read(position, target);
      } catch (ClosedChannelException e) {
        // As above.
        forget(file);
        if (Thread.currentThread().isInterrupted()) {
          throw e;
        }
        close();
        var again = acquire(file);
        shared = again;
        return again.handle.read(position, target.position(start));
      }
    }

    @Override
    public void close() {
      var held = shared;
      shared = null;
      try {
        if (held != null) {
          release(held);
        }
      } catch (IOException e) {
        LOG.log(Level.DEBUG, () -> "closing " + file + " after it was read: " + e);
      }
    }
  }

  private Shared acquire(Path file) throws IOException {
    var surplus = List.<StoreIo.Handle>of();
    lock.lock();
    try {
      var shared = open.get(file);
      if (shared == null) {
        shared = new Shared(io.open(file, StoreIo.Access.READ));
        open.put(file, shared);
      }
      shared.readers++;
      leases++;
      if (open.size() > bound) {
        surplus = drop(List.of(open.keySet().iterator().next()));
      }
      return shared;
    } finally {
      lock.unlock();
      close(surplus);
    }
  }

  private void release(Shared shared) throws IOException {
    boolean isLast;
    lock.lock();
    try {
      shared.readers--;
      leases--;
      isLast = shared.isDropped && shared.readers == 0;
    } finally {
      lock.unlock();
    }
    if (isLast) {
      shared.handle.close();
    }
  }

  /** Forgets the files, and returns those that nobody reads. */
  private List<StoreIo.Handle> drop(List<Path> files) {
    var unread = new ArrayList<StoreIo.Handle>();
    for (var file : files) {
      var shared = open.remove(file);
      if (shared != null) {
        shared.isDropped = true;
        if (shared.readers == 0) {
          unread.add(shared.handle);
        }
      }
    }
    return unread;
  }

  private static void close(List<StoreIo.Handle> handles) throws IOException {
    for (var handle : handles) {
      handle.close();
    }
  }

  private void forget(Predicate<Path> which) throws IOException {
    List<StoreIo.Handle> unread;
    lock.lock();
    try {
      unread = drop(open.keySet().stream().filter(which).toList());
    } finally {
      lock.unlock();
    }
    close(unread);
  }

  /** Closes the file as soon as nobody reads it. */
  void forget(Path file) throws IOException {
    forget(file::equals);
  }

  /** Closes the files below a folder as soon as nobody reads them. */
  void forgetAllBelow(Path folder) throws IOException {
    forget(file -> file.startsWith(folder));
  }

  /** How many reads and leases have begun and not ended. */
  long leases() {
    lock.lock();
    try {
      return leases;
    } finally {
      lock.unlock();
    }
  }

  /** Whoever still has a lease has forgotten it, or is cut off. */
  @Override
  public void close() throws IOException {
    forget(file -> true);
    long left = leases();
    if (left > 0) {
      LOG.log(Level.WARNING, "{0} messages were still being read at the end", left);
    }
  }
}
