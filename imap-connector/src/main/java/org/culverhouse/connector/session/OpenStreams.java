package org.culverhouse.connector.session;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The deflaters and inflaters of all sessions. Their memory is not on the heap, 260 and 40 KiB
 * each, so none may be forgotten. Thread-safe.
 */
final class OpenStreams {
  /** The least costly; responses shrink to a third all the same (RFC 4978 section 4). */
  private static final int LEVEL = Deflater.BEST_SPEED;

  private final AtomicInteger deflaters = new AtomicInteger();
  private final AtomicInteger inflaters = new AtomicInteger();

  /** Without the header and the checksum of zlib (RFC 4978 section 4). */
  Deflater newDeflater() {
    var fresh = new Deflater(LEVEL, true);
    deflaters.incrementAndGet();
    return fresh;
  }

  Inflater newInflater() {
    var fresh = new Inflater(true);
    inflaters.incrementAndGet();
    return fresh;
  }

  /** To be called once for each. */
  void end(Deflater deflater) {
    deflater.end();
    deflaters.decrementAndGet();
  }

  /** To be called once for each. */
  void end(Inflater inflater) {
    inflater.end();
    inflaters.decrementAndGet();
  }

  int deflaters() {
    return deflaters.get();
  }

  int inflaters() {
    return inflaters.get();
  }
}
