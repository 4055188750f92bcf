package org.culverhouse.connector.session;

import java.util.concurrent.atomic.AtomicLong;

/** How much memory the messages on their way in may take, all sessions together. Thread-safe. */
public final class LiteralMemory {
  /** A larger message is spooled in any case. */
  static final int MAX_MESSAGE = 1 << 20;

  private static final long MOST = 32 << 20;
  private static final int PART_OF_HEAP = 16;

  private final AtomicLong free;

  public LiteralMemory(long octets) {
    free = new AtomicLong(octets);
  }

  /** As much as the heap can spare. */
  public static LiteralMemory ofThisHeap() {
    return new LiteralMemory(Math.min(MOST, Runtime.getRuntime().maxMemory() / PART_OF_HEAP));
  }

  /** Whether the octets may be used; then they are to be given back. */
  boolean take(long octets) {
    long before = free.get();
    while (octets <= MAX_MESSAGE && octets <= before) {
      if (free.compareAndSet(before, before - octets)) {
        return true;
      }
      before = free.get();
    }
    return false;
  }

  void giveBack(long octets) {
    free.addAndGet(octets);
  }

  long free() {
    return free.get();
  }
}
