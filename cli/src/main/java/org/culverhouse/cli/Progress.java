package org.culverhouse.cli;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * How far a long work has come, as a line on a terminal that is written over again. Thread-safe.
 */
final class Progress implements LongConsumer, AutoCloseable {
  private static final int WIDTH = 30;
  private static final long EACH_NANOS = 200_000_000;
  private static final String BEGINNING_OF_LINE = "\r";
  private static final String REST_OF_LINE = "\033[K";

  private final PrintStream terminal;
  private final long total;
  private final LongSupplier nanos;
  private final long start;
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong shown;

  /** Whether the user sees it at once: {@code bin/culver} says so. */
  static boolean isOnTerminal() {
    return Boolean.getBoolean("culver.terminal");
  }

  Progress(PrintStream terminal, long total, LongSupplier nanos) {
    this.terminal = terminal;
    this.total = total;
    this.nanos = nanos;
    start = nanos.getAsLong();
    shown = new AtomicLong(start);
  }

  /** So many octets more are done. */
  @Override
  public void accept(long octets) {
    long soFar = done.addAndGet(octets);
    long now = nanos.getAsLong();
    long last = shown.get();
    if (now - last >= EACH_NANOS && shown.compareAndSet(last, now)) {
      terminal.print(BEGINNING_OF_LINE + line(Math.min(soFar, total), now - start) + REST_OF_LINE);
      terminal.flush();
    }
  }

  String line(long soFar, long elapsedNanos) {
    double part = total == 0 ? 1 : (double) soFar / total;
    int filled = (int) (part * WIDTH);
    double rate = soFar * 1e9 / Math.max(1, elapsedNanos);
    long left = rate == 0 ? 0 : (long) Math.ceil((total - soFar) / rate);
    return "[%s%s] %3d %%  %s of %s  %s/s  %d:%02d left"
        .formatted(
            "#".repeat(filled),
            ".".repeat(WIDTH - filled),
            (int) (part * 100),
            Size.text(soFar),
            Size.text(total),
            Size.text((long) rate),
            left / 60,
            left % 60);
  }

  @Override
  public void close() {
    clear();
  }

  /** Takes the line away, until there is more to tell. */
  void clear() {
    if (shown.get() != start) {
      terminal.print(BEGINNING_OF_LINE + REST_OF_LINE);
      terminal.flush();
    }
  }
}
