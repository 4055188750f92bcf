package org.culverhouse.store;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.culverhouse.mailbox.StoreId;

/** Sees to it that what has been written without a sync gets one soon. Thread-safe. */
final class SyncTimer implements AutoCloseable {
  private final Duration delay;
  private final Consumer<StoreId> sync;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<StoreId> dirty = new LinkedHashSet<>();
  private boolean isStarted;
  private boolean isClosed;

  /** With a delay of zero nothing happens by itself. */
  SyncTimer(Duration delay, Consumer<StoreId> sync) {
    this.delay = delay;
    this.sync = sync;
  }

  void add(StoreId store) {
    lock.lock();
    try {
      dirty.add(store);
      if (!isStarted && !isClosed && delay.isPositive()) {
        isStarted = true;
        Thread.ofVirtual().name("store-sync").start(this::run);
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** The stores that wait now; they wait no more. */
  List<StoreId> take() {
    lock.lock();
    try {
      var taken = List.copyOf(dirty);
      dirty.clear();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    while (awaitDirty()) {
      take().forEach(sync);
    }
  }

  /** Waits until a store is dirty and the delay is over; false when closed. */
  private boolean awaitDirty() {
    lock.lock();
    try {
      while (dirty.isEmpty() && !isClosed) {
        changed.awaitUninterruptibly();
      }
      long left = delay.toNanos();
      while (left > 0 && !isClosed) {
        left = changed.awaitNanos(left);
      }
      return !isClosed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      isClosed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
