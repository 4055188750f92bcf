package org.culverhouse.store;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
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

  /** The snapshot that has been taken, with its mailboxes as its files have them, if it has. */
  Optional<Snapshot> take(LogMark mark) {
    lock.lock();
    try {
      since = mark.written();
      if (mark.end().last() == 0) {
        return Optional.empty();
      }
      var snapshots = new Snapshots(io, files);
      var snapshot = snapshot(mark, snapshots.next());
      var written =
          new SnapshotWriter(io, files, store, settings.embeddedMessages()).write(snapshot, newest);
      var previous = newest;
      newest = stored(written);
      snapshots.keepOnly(written, previous);
      return Optional.of(newest);
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.WARNING, "Store " + files.id() + " gets no snapshot now", e);
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Removes all but the newest snapshot: there is an image in the log to fall back on. */
  void keepOnlyNewest() throws IOException {
    lock.lock();
    try {
      new Snapshots(io, files).keepOnly(newest, newest);
    } finally {
      lock.unlock();
    }
  }

  /** The same with the columns of its files where those in memory are larger, or lead astray. */
  private Snapshot stored(Snapshot written) {
    var state = written.state();
    if (state.mailboxes().stream().noneMatch(entry -> gains(entry, written))) {
      return written.with(state.mailboxes());
    }
    try {
      var read = new SnapshotReader(io, files, store).read(written.generation()).state();
      var entries = new ArrayList<StoreState.Entry>();
      for (var entry : state.mailboxes()) {
        var other = read.entry(entry.id());
        entries.add(other != null && gains(entry, written) ? other : entry);
      }
      return written.with(entries);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Store " + files.id() + " cannot read its snapshot", e);
      return written;
    }
  }

  /**
   * A file that was written because its mailbox has changed is always taken: the one that it
   * replaces can be made again only from a log that may go.
   */
  private static boolean gains(StoreState.Entry mailbox, Snapshot written) {
    var generation = written.indexes().get(mailbox.id());
    return generation != null && generation == written.generation()
        || !mailbox.index().isUnread()
            && (!mailbox.state().isStored() || mailbox.state().hasExpunged())
        || written.state().relocations().concern(mailbox);
  }
}
