package org.culverhouse.store;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A file that does nothing but take up room: on a full disk it goes, so that space can be given
 * back, which takes some first. It comes again when there is room. Thread-safe.
 */
final class Ballast {
  private static final System.Logger LOG = System.getLogger(Ballast.class.getName());

  /** It takes no more than this part of what is left. */
  private static final int PART = 4;

  private final StoreIo io;
  private final Path folder;
  private final long octets;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean isReleased;

  /** With 0 octets there is none. */
  Ballast(StoreIo io, Path folder, long octets) {
    this.io = io;
    this.folder = folder;
    this.octets = octets;
  }

  /** How much room there is only because it has been given up. */
  long released() {
    return isReleased ? octets : 0;
  }

  private Path file() {
    return folder.resolve("BALLAST");
  }

  /** Gives it up if there is less room than it takes; fails quietly, as it only helps. */
  void releaseIfNeeded() {
    lock.lock();
    try {
      var room = io.room(folder);
      if (room.total() > 0 && room.usable() < octets && io.exists(file())) {
        io.delete(file());
        io.syncDirectory(folder);
        isReleased = true;
        LOG.log(Level.WARNING, "The disk of {0} is full: the ballast has been given up", folder);
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The ballast of " + folder + " stays", e);
    } finally {
      lock.unlock();
    }
  }

  /** Makes it if it is not there and there is room enough. */
  void restore() {
    lock.lock();
    try {
      if (octets > 0 && !isWhole() && io.room(folder).usable() > octets * PART) {
        make();
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "There is no ballast in " + folder, e);
    } finally {
      lock.unlock();
    }
  }

  private boolean isWhole() throws IOException {
    if (!io.exists(file())) {
      return false;
    }
    try (var handle = io.open(file(), StoreIo.Access.READ)) {
      return handle.size() == octets;
    }
  }

  private void make() throws IOException {
    io.delete(file());
    boolean done = false;
    try (var handle = io.open(file(), StoreIo.Access.CREATE)) {
      SegmentFile.zeros(handle, 0, octets);
      handle.forceAll();
      io.syncDirectory(folder);
      done = true;
      isReleased = false;
    } finally {
      if (!done) {
        io.delete(file());
      }
    }
  }
}
