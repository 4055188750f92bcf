package org.culverhouse.store;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.Room;

/**
 * Whether the disk with the mail is full. Nobody asks the disk all the time: whoever finds no room
 * says so, and from then on it is looked at every second until there is room again. Thread-safe.
 */
final class Disk {
  private static final System.Logger LOG = System.getLogger(Disk.class.getName());

  /** With less than that, the disk is full; it is to hold what a log takes at a time. */
  private static final long LEAST = 4 << 20;

  private static final long MILLIS = 1000;

  private final StoreIo io;
  private final Path folder;
  private final Ballast ballast;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final AtomicBoolean isFull = new AtomicBoolean();
  private volatile boolean isClosed;

  Disk(StoreIo io, Path folder, Ballast ballast) {
    this.io = io;
    this.folder = folder;
    this.ballast = ballast;
  }

  Room room() {
    return isFull.get() ? Room.NONE : Room.SOME;
  }

  void whenChanged(Runnable listener) {
    listeners.add(listener);
  }

  /** Refuses a message for which there is no room; what the ballast has given up is for others. */
  void check(long octets) {
    if (isFull.get() || isShortOf(octets)) {
      noteFull();
      throw full();
    }
  }

  static MailException full() {
    // Not OVERQUOTA: users can do nothing about it. Not LIMIT: it passes (RFC 5530 section 3).
    return new MailException(Reason.UNAVAILABLE, "There is no space left on the disk");
  }

  /** Somebody has found no room. That may be too little for them alone. */
  void noteFull() {
    if (isShortOf(0) && isFull.compareAndSet(false, true)) {
      LOG.log(Level.WARNING, "The disk of {0} is full", folder);
      listeners.forEach(Runnable::run);
      Thread.ofVirtual().name("store-room").start(this::awaitRoom);
    }
  }

  private void awaitRoom() {
    try {
      while (isShortOf(0) && !isClosed) {
        Thread.sleep(MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!isClosed) {
      isFull.set(false);
      LOG.log(Level.INFO, "There is room again on the disk of {0}", folder);
      listeners.forEach(Runnable::run);
    }
  }

  private boolean isShortOf(long octets) {
    try {
      var now = io.room(folder);
      return now.total() > 0 && now.usable() - ballast.released() < octets + LEAST;
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Nobody knows how full the disk of " + folder + " is", e);
      return false;
    }
  }

  void close() {
    isClosed = true;
  }
}
