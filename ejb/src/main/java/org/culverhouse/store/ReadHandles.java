package org.culverhouse.store;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Open files to read from, so many at most; the one that was used least is closed. Thread-safe. */
final class ReadHandles implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ReadHandles.class.getName());

  private final StoreIo io;
  private final int bound;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Path, Shared> open = new LinkedHashMap<>(16, 0.75f, true);

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
    lock.lock();
    try {
      var shared = open.get(file);
      if (shared == null) {
        shared = new Shared(io.open(file, StoreIo.Access.READ));
        open.put(file, shared);
      }
      shared.readers++;
      if (open.size() > bound) {
        drop(open.keySet().iterator().next());
      }
      return shared;
    } finally {
      lock.unlock();
    }
  }

  private void release(Shared shared) throws IOException {
    lock.lock();
    try {
      shared.readers--;
      if (shared.isDropped && shared.readers == 0) {
        shared.handle.close();
      }
    } finally {
      lock.unlock();
    }
  }

  private void drop(Path file) throws IOException {
    var shared = open.remove(file);
    if (shared != null) {
      shared.isDropped = true;
      if (shared.readers == 0) {
        shared.handle.close();
      }
    }
  }

  /** Closes the file as soon as nobody reads it. */
  void forget(Path file) throws IOException {
    lock.lock();
    try {
      drop(file);
    } finally {
      lock.unlock();
    }
  }

  /** Closes the files below a folder as soon as nobody reads them. */
  void forgetAllBelow(Path folder) throws IOException {
    lock.lock();
    try {
      for (var file : new ArrayList<>(open.keySet())) {
        if (file.startsWith(folder)) {
          drop(file);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      for (var file : new ArrayList<>(open.keySet())) {
        drop(file);
      }
    } finally {
      lock.unlock();
    }
  }
}
