package org.culverhouse.limits;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.culverhouse.api.model.Network;
import org.culverhouse.limits.LoginPenalty.Pause;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;

/**
 * Guesses at one user from one network: one at a time, whatever number of connections they come
 * from, and after each wrong one a while passes. Thread-safe.
 */
final class Turns {
  private static final List<Duration> DELAYS =
      List.of(
          Duration.ofSeconds(2),
          Duration.ofSeconds(4),
          Duration.ofSeconds(8),
          Duration.ofSeconds(15));

  /** Of one key that has failed: for one more the wait would be longer than any client's. */
  static final int MAX_WAITING = 4;

  /** Of one key that has not: a turn is over as soon as the password has been checked. */
  private static final int MAX_UNTRIED = 1000;

  /** After that long without a failure it is forgotten. */
  private static final Duration MEMORY = Duration.ofMinutes(15);

  private final int capacity;
  private final LongSupplier nanos;
  private final Pause pause;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition turnEnded = lock.newCondition();
  private final Map<Key, Entry> entries = new LinkedHashMap<>();

  /** A user as they spell themselves, in lower case. */
  record Key(Network network, String user) {}

  private static final class Entry {
    private int failures;
    private long notBefore;
    private int waiting;
    private boolean busy;
  }

  Turns(int capacity, LongSupplier nanos, Pause pause) {
    this.capacity = capacity;
    this.nanos = nanos;
    this.pause = pause;
  }

  /**
   * Waits until a guess may be made; {@link #end} must follow.
   *
   * @throws MailException LIMIT when too many wait already
   */
  void begin(Key key) throws InterruptedException {
    var entry = join(key);
    try {
      while (true) {
        long rest = take(entry);
        if (rest <= 0) {
          return;
        }
        pause.await(Duration.ofNanos(rest));
      }
    } finally {
      leave(key, entry);
    }
  }

  private Entry join(Key key) {
    lock.lock();
    try {
      var entry = entries.remove(key);
      if (entry == null) {
        forgetOld();
        entry = new Entry();
        entry.notBefore = nanos.getAsLong();
      }
      entries.put(key, entry);
      if (entry.waiting >= (entry.failures > 0 ? MAX_WAITING : MAX_UNTRIED)) {
        throw new MailException(Reason.LIMIT, "Too many logins of this user at once, try again");
      }
      entry.waiting++;
      return entry;
    } finally {
      lock.unlock();
    }
  }

  private void leave(Key key, Entry entry) {
    lock.lock();
    try {
      entry.waiting--;
      dropIfIdle(key, entry);
    } finally {
      lock.unlock();
    }
  }

  /** Takes the turn, or says how long it is until then. */
  private long take(Entry entry) throws InterruptedException {
    lock.lock();
    try {
      while (entry.busy) {
        turnEnded.await();
      }
      long rest = entry.notBefore - nanos.getAsLong();
      entry.busy = rest <= 0;
      return rest;
    } finally {
      lock.unlock();
    }
  }

  /** Gives the turn back. A right guess forgets the wrong ones. */
  void end(Key key, Outcome outcome) {
    lock.lock();
    try {
      var entry = entries.get(key);
      if (entry == null) {
        return;
      }
      entry.busy = false;
      switch (outcome) {
        case RIGHT -> entry.failures = 0;
        case WRONG -> {
          entry.failures++;
          var delay = DELAYS.get(Math.min(entry.failures, DELAYS.size()) - 1);
          entry.notBefore = nanos.getAsLong() + delay.toNanos();
        }
        case UNKNOWN -> {}
      }
      dropIfIdle(key, entry);
      turnEnded.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void dropIfIdle(Key key, Entry entry) {
    if (entry.failures == 0 && entry.waiting == 0 && !entry.busy) {
      entries.remove(key, entry);
    }
  }

  /** What a guess has come to. */
  enum Outcome {
    RIGHT,
    WRONG,
    /** It could not be checked. */
    UNKNOWN
  }

  /** The oldest first: those without failures for long, and more where there are too many. */
  private void forgetOld() {
    long now = nanos.getAsLong();
    int surplus = entries.size() + 1 - capacity;
    var oldest = entries.values().iterator();
    while (oldest.hasNext()) {
      var entry = oldest.next();
      boolean isOld = now - entry.notBefore > MEMORY.toNanos();
      if (surplus <= 0 && !isOld) {
        return;
      }
      if (entry.waiting == 0 && !entry.busy) {
        oldest.remove();
        surplus--;
      }
    }
  }

  /** Who has failed and is slowed down, or would be. */
  List<Penalty> failed() {
    lock.lock();
    try {
      var failed = new ArrayList<Penalty>();
      long now = nanos.getAsLong();
      entries.forEach(
          (key, entry) -> {
            if (entry.failures > 0 && now - entry.notBefore <= MEMORY.toNanos()) {
              var rest = Duration.ofNanos(Math.max(0, entry.notBefore - now));
              failed.add(new Penalty(key.network(), key.user(), entry.failures, rest));
            }
          });
      return failed;
    } finally {
      lock.unlock();
    }
  }

  /** Forgets failures; those who wait may go on. */
  int forget(Predicate<Key> which) {
    lock.lock();
    try {
      int count = 0;
      for (var one : List.copyOf(entries.entrySet())) {
        if (one.getValue().failures > 0 && which.test(one.getKey())) {
          one.getValue().failures = 0;
          one.getValue().notBefore = nanos.getAsLong();
          dropIfIdle(one.getKey(), one.getValue());
          count++;
        }
      }
      return count;
    } finally {
      lock.unlock();
    }
  }
}
