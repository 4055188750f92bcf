package org.culverhouse.limits;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Slows guessing down: one attempt a second on a connection, and the third failure ends it. Trusted
 * networks are free from this. Thread-safe.
 */
public final class LoginPenalty {
  static final Duration INTERVAL = Duration.ofSeconds(1);
  static final int MAX_FAILURES = 3;

  /** Lets time go by. */
  public interface Pause {
    void await(Duration duration) throws InterruptedException;
  }

  private final List<Network> trusted;
  private final LongSupplier nanos;
  private final Pause pause;

  /**
   * @param nanos a clock that only goes forward, such as {@code System::nanoTime}
   */
  public LoginPenalty(List<Network> trusted, LongSupplier nanos, Pause pause) {
    this.trusted = List.copyOf(trusted);
    this.nanos = nanos;
    this.pause = pause;
  }

  /** The attempts of a new connection. */
  public Attempts attempts(InetAddress client) {
    boolean free = trusted.stream().anyMatch(network -> network.contains(client));
    return new Attempts(free);
  }

  /** The attempts to log in of one connection. Belongs to one session. */
  public final class Attempts {
    private final boolean free;
    private int failures;
    private long lastFailure;

    private Attempts(boolean free) {
      this.free = free;
    }

    /** To be called before each attempt; waits while it would come too early. */
    public void begin() throws InterruptedException {
      if (free || failures == 0) {
        return;
      }
      long rest = INTERVAL.toNanos() - (nanos.getAsLong() - lastFailure);
      if (rest > 0) {
        pause.await(Duration.ofNanos(rest));
      }
    }

    public void failed() {
      failures++;
      lastFailure = nanos.getAsLong();
    }

    /** Whether no further attempt is to be taken. */
    public boolean exhausted() {
      return !free && failures >= MAX_FAILURES;
    }
  }
}
