package org.culverhouse.connector.session;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The deflaters and inflaters of all sessions. Their memory is not on the heap, 260 and 40 KiB
 * each, so none may be forgotten. An inflater belongs to a session; a deflater is lent for a piece
 * of an answer and never while a client is waited for, so there are no more of them than threads at
 * work. Thread-safe.
 */
final class OpenStreams {
  /** The least costly; responses shrink to a third all the same (RFC 4978 section 4). */
  private static final int LEVEL = Deflater.BEST_SPEED;

  private final BlockingQueue<Deflater> idle =
      new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());
  private final AtomicInteger lent = new AtomicInteger();
  private final AtomicInteger inflaters = new AtomicInteger();

  /**
   * A deflater that knows of nothing, without the header and the checksum of zlib (RFC 4978 section
   * 4).
   */
  Deflater lend() {
    var known = idle.poll();
    var deflater = known == null ? new Deflater(LEVEL, true) : known;
    lent.incrementAndGet();
    return deflater;
  }

  /** To be called once for each that was lent. What it has seen is forgotten. */
  void giveBack(Deflater deflater) {
    lent.decrementAndGet();
    deflater.reset();
    if (!idle.offer(deflater)) {
      deflater.end();
    }
  }

  Inflater newInflater() {
    var fresh = new Inflater(true);
    inflaters.incrementAndGet();
    return fresh;
  }

  /** To be called once for each. */
  void end(Inflater inflater) {
    inflater.end();
    inflaters.decrementAndGet();
  }

  /** Those that are lent now. */
  int deflaters() {
    return lent.get();
  }

  int inflaters() {
    return inflaters.get();
  }
}
