package org.culverhouse.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Brings the changes of many threads into commits: whoever comes first commits for all who have
 * come by then, while the next ones gather. Thread-safe.
 */
final class CommitQueue {
  private static final int MAX_CHANGES = 512;
  private static final long MAX_OCTETS = 16 << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<Pending<?>> queue = new ArrayDeque<>();
  private final Function<List<Pending<?>>, Runnable> committer;
  private boolean isLed;

  /** The committer decides every change it gets, and returns what is to be done afterwards. */
  CommitQueue(Function<List<Pending<?>>, Runnable> committer) {
    this.committer = committer;
  }

  /** A change that waits for its commit. */
  static final class Pending<T> {
    private enum State {
      WAITING,
      LEADS,
      DECIDED
    }

    private final Change<T> change;
    private final Author author;
    private final Thread thread = Thread.currentThread();
    private @Nullable T result;
    private @Nullable RuntimeException refusal;
    private boolean isDecided;
    private volatile State state = State.WAITING;

    Pending(Change<T> change, Author author) {
      this.change = change;
      this.author = author;
    }

    Change<T> change() {
      return change;
    }

    /** Keeps the answer; the caller gets it when the commit is over. */
    void plan(Plan plan) {
      plan.happenings().begin(author);
      result = change.plan(plan);
    }

    void refuse(RuntimeException why) {
      refusal = why;
      result = null;
      isDecided = true;
    }

    void done() {
      isDecided = true;
    }

    boolean isRefused() {
      return refusal != null;
    }

    private void wake(State next) {
      state = next;
      LockSupport.unpark(thread);
    }

    /** Waits, and returns whether the thread has to commit for others. */
    private boolean await() {
      boolean interrupted = false;
      while (state == State.WAITING) {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
      if (interrupted) {
        thread.interrupt();
      }
      return state == State.LEADS;
    }

    private T answer() {
      if (refusal != null) {
        throw refusal;
      }
      if (result == null) {
        throw new IllegalStateException("a change without an answer");
      }
      return result;
    }
  }

  <T> T submit(Change<T> change, Author author) {
    var pending = new Pending<>(change, author);
    boolean leads;
    lock.lock();
    try {
      queue.add(pending);
      leads = !isLed;
      isLed = true;
    } finally {
      lock.unlock();
    }
    if (leads || pending.await()) {
      lead();
    }
    return pending.answer();
  }

  /** An interrupted thread would close the files that it writes, so nobody is interrupted here. */
  private void lead() {
    boolean interrupted = Thread.interrupted();
    var batch = next();
    Runnable afterwards = () -> {};
    try {
      afterwards = committer.apply(batch);
    } finally {
      handOver();
      for (var pending : batch) {
        if (!pending.isDecided) {
          pending.refuse(new MailException(Reason.UNAVAILABLE, "The commit has failed"));
        }
        pending.wake(Pending.State.DECIDED);
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    afterwards.run();
  }

  private List<Pending<?>> next() {
    var batch = new ArrayList<Pending<?>>();
    long octets = 0;
    lock.lock();
    try {
      while (!queue.isEmpty() && batch.size() < MAX_CHANGES) {
        octets += queue.peek().change.octets();
        if (octets > MAX_OCTETS && !batch.isEmpty()) {
          break;
        }
        batch.add(queue.remove());
      }
    } finally {
      lock.unlock();
    }
    return batch;
  }

  private void handOver() {
    lock.lock();
    try {
      var next = queue.peek();
      if (next == null) {
        isLed = false;
      } else {
        next.wake(Pending.State.LEADS);
      }
    } finally {
      lock.unlock();
    }
  }
}
