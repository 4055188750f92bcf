package org.culverhouse.store;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Takes the snapshots of an open store (storage.md section 6), one at a time. It fails alone: the
 * log has everything. Thread-safe.
 */
final class Checkpoints {
  private static final System.Logger LOG = System.getLogger(Checkpoints.class.getName());

  /** At a close, so little of what would be too much at other times is left to the next start. */
  private static final int CLOSE_PART = 256;

  /** A part of an image is small beside a segment, so that none holds up a commit for long. */
  private static final int IMAGE_PART = 1 << 20;

  private static final int SEGMENT_PART = 8;

  private final StoreIo io;
  private final StoreFiles files;
  private final UUID store;
  private final StoreSettings settings;
  private final LongSupplier nextBlobId;
  private final long epoch;
  private final Map<Long, Long> externals;
  private final ReentrantLock lock = new ReentrantLock();
  private Snapshot newest;
  private long since;

  /**
   * @param newest from which the store was opened
   * @param replayed how many octets of the log came behind it
   * @param externals is only read
   */
  Checkpoints(
      StoreIo io,
      StoreFiles files,
      UUID store,
      StoreSettings settings,
      LongSupplier nextBlobId,
      long epoch,
      Snapshot newest,
      long replayed,
      Map<Long, Long> externals) {
    this.io = io;
    this.files = files;
    this.store = store;
    this.settings = settings;
    this.nextBlobId = nextBlobId;
    this.epoch = epoch;
    this.newest = newest;
    this.externals = externals;
    since = -replayed;
  }

  /** Whether a start would have much to read. */
  boolean isWorthIt(LogMark mark) {
    lock.lock();
    try {
      return mark.written() - since > settings.checkpointBytes() / CLOSE_PART;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Puts an image of the store into its log, by way of the sink.
   *
   * @throws IOException if the sink or the disk fails
   */
  void image(LogMark mark, Consumer<LogRecord.Image> sink) throws IOException {
    int partBytes = Math.min(IMAGE_PART, settings.segmentBytes() / SEGMENT_PART);
    new Images(io, files, store).write(snapshot(mark, 1), partBytes, sink);
  }

  private Snapshot snapshot(LogMark mark, long generation) throws IOException {
    return new Snapshot(
        generation,
        mark.state(),
        mark.end(),
        epoch,
        nextBlobId.getAsLong(),
        Map.copyOf(externals),
        files.segments(io).stream().filter(n -> n <= mark.end().segment()).toList(),
        Map.of());
  }

  /** Returns the generation, or 0 if there is no new one. */
  long take(LogMark mark) {
    lock.lock();
    try {
      since = mark.written();
      if (mark.end().last() == 0) {
        return 0;
      }
      var snapshots = new Snapshots(io, files);
      var snapshot = snapshot(mark, snapshots.next());
      var written =
          new SnapshotWriter(io, files, store, settings.embeddedMessages()).write(snapshot, newest);
      var previous = newest;
      newest = written;
      snapshots.keepOnly(written, previous);
      return written.generation();
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.WARNING, "Store " + files.id() + " gets no snapshot now", e);
      return 0;
    } finally {
      lock.unlock();
    }
  }
}
