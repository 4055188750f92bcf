package org.culverhouse.store;

import java.util.concurrent.locks.LockSupport;

/** Slows down work in the background to so many octets a second; one thread. */
final class Pace {
  private static final long SECOND = 1_000_000_000;

  /** So much may be done at once after a pause. */
  private static final long BURST = SECOND / 4;

  private final long octetsPerSecond;
  private long freeAt = System.nanoTime();

  /** With 0 nothing is slowed down. */
  Pace(long octetsPerSecond) {
    this.octetsPerSecond = octetsPerSecond;
  }

  /** Waits until so much may have been done. */
  void did(long octets) {
    if (octetsPerSecond == 0) {
      return;
    }
    long now = System.nanoTime();
    freeAt = Math.max(freeAt, now - BURST) + octets * SECOND / octetsPerSecond;
    for (long left = freeAt - now; left > 0; left = freeAt - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    }
  }
}
