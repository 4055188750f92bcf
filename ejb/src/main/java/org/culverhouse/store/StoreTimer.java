package org.culverhouse.store;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.culverhouse.mailbox.StoreId;

/** Sees to it that stores get soon what they wait for, one after the other. Thread-safe. */
final class StoreTimer implements AutoCloseable {
  private final Duration delay;
  private final String name;
  private final Consumer<StoreId> task;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<StoreId> waiting = new LinkedHashSet<>();
  private boolean isStarted;
  private boolean isClosed;

  /** With a delay of zero nothing happens by itself. */
  StoreTimer(String name, Duration delay, Consumer<StoreId> task) {
    this.name = name;
    this.delay = delay;
    this.task = task;
  }

  void add(StoreId store) {
    lock.lock();
    try {
      waiting.add(store);
      if (!isStarted && !isClosed && delay.isPositive()) {
        isStarted = true;
        Thread.ofVirtual().name(name).start(this::run);
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
      var taken = List.copyOf(waiting);
      waiting.clear();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    while (awaitDirty()) {
      take().forEach(task);
    }
  }

  /** Waits until a store waits and the delay is over; false when closed. */
  private boolean awaitDirty() {
    lock.lock();
    try {
      while (waiting.isEmpty() && !isClosed) {
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
