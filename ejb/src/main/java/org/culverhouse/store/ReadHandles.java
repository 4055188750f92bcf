package org.culverhouse.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Open files to read from, so many at most; the one that was used least is closed. Thread-safe. */
final class ReadHandles implements AutoCloseable {
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

  private void forget(Path file) throws IOException {
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
