package org.culverhouse.limits;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;

/**
 * Slows down whatever has a key in common when much of it fails: many users tried from one network,
 * one user tried from many. As long as the failures are few nobody waits. Guarded by its monitor.
 */
final class Gate<K> {
  private static final Duration MAX_WAIT = Duration.ofSeconds(15);

  private final int free;
  private final Duration spacing;
  private final Duration recovery;
  private final int capacity;
  private final LongSupplier nanos;
  private final Map<K, Level> levels = new LinkedHashMap<>();

  private static final class Level {
    private double failures;
    private long since;
    private long next;
  }

  /**
   * @param free how many failures slow nothing down
   * @param spacing between the logins beyond them
   * @param recovery after which one failure is forgotten
   * @param capacity how many keys are kept in mind
   */
  Gate(int free, Duration spacing, Duration recovery, int capacity, LongSupplier nanos) {
    this.free = free;
    this.spacing = spacing;
    this.recovery = recovery;
    this.capacity = capacity;
    this.nanos = nanos;
  }

  /**
   * How long the next login has to wait.
   *
   * @throws MailException LIMIT when that is longer than a client would
   */
  synchronized Duration enter(K key) {
    var level = levels.get(key);
    long now = nanos.getAsLong();
    if (level == null || now(level, now) <= free) {
      return Duration.ZERO;
    }
    long slot = Math.max(now, level.next);
    if (slot - now > MAX_WAIT.toNanos()) {
      throw new MailException(Reason.LIMIT, "Too many failed logins, try again in a minute");
    }
    level.next = slot + spacing.toNanos();
    return Duration.ofNanos(slot - now);
  }

  synchronized void failed(K key) {
    long now = nanos.getAsLong();
    var level = levels.remove(key);
    if (level == null) {
      level = new Level();
      level.next = now;
      if (levels.size() >= capacity) {
        levels.remove(levels.keySet().iterator().next());
      }
    }
    level.failures = now(level, now) + 1;
    level.since = now;
    levels.put(key, level);
  }

  private double now(Level level, long now) {
    return Math.max(0, level.failures - (double) (now - level.since) / recovery.toNanos());
  }

  synchronized void forget(K key) {
    levels.remove(key);
  }

  synchronized void forget(Predicate<K> which) {
    levels.keySet().removeIf(which);
  }

  synchronized void forgetAll() {
    levels.clear();
  }
}
