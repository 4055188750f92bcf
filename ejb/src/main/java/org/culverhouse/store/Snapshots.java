package org.culverhouse.store;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The snapshots of a store on disk: they only save time, so one that is damaged is passed over. */
final class Snapshots {
  private static final System.Logger LOG = System.getLogger(Snapshots.class.getName());

  private final StoreIo io;
  private final StoreFiles files;
  private Snapshot ahead = Snapshot.NONE;

  Snapshots(StoreIo io, StoreFiles files) {
    this.io = io;
    this.files = files;
  }

  /**
   * The newest that is sound, belongs to this log and ends before a record of it; {@link
   * Snapshot#NONE} if there is none.
   */
  Snapshot newest(UUID store, List<Long> segments, long beforeLsn) throws IOException {
    var generations = new ArrayList<>(files.snapshotGenerations(io));
    Collections.reverse(generations);
    for (long generation : generations) {
      try {
        var snapshot = new SnapshotReader(io, files, store).read(generation);
        if (snapshot.end().lsn() >= beforeLsn) {
          continue;
        }
        if (isReached(snapshot, store, segments)) {
          return snapshot;
        }
        LOG.log(Level.WARNING, () -> files.snapshot(generation) + " is not of this log");
        if (snapshot.end().lsn() > ahead.end().lsn()) {
          ahead = snapshot;
        }
      } catch (IOException e) {
        LOG.log(Level.WARNING, "A snapshot is passed over", e);
      }
    }
    return Snapshot.NONE;
  }

  /**
   * Of those that were passed over though they are sound, the one that contains most: the log must
   * reach as far, since a snapshot is only taken of what is on disk.
   */
  Snapshot ahead() {
    return ahead;
  }

  /** Whether the last record that the snapshot contains is in the log, where it says. */
  boolean isReached(Snapshot snapshot, UUID store, List<Long> segments) throws IOException {
    var end = snapshot.end();
    if (!segments.contains(end.segment())) {
      return false;
    }
    var path = files.segment(end.segment());
    try (var handle = io.open(path, StoreIo.Access.READ)) {
      var seed = new RecordHeader.Seed(store, end.segment());
      var last = new SegmentReader(handle, path.toString(), seed, handle.size()).at(end.last());
      return last.isPresent()
          && last.get().header().lsn() == end.lsn() - 1
          && last.get().end() == end.offset();
    }
  }

  /** A generation that no file has. */
  long next() throws IOException {
    long last = 0;
    for (long generation : files.snapshotGenerations(io)) {
      last = Math.max(last, generation);
    }
    for (var index : files.indexes(io)) {
      last = Math.max(last, index.generation());
    }
    return last + 1;
  }

  /** Removes all that these two do not need. */
  void keepOnly(Snapshot newest, Snapshot previous) throws IOException {
    var needed = new HashSet<Path>();
    for (var snapshot : List.of(newest, previous)) {
      needed.add(files.snapshot(snapshot.generation()));
      snapshot.indexes().forEach((mailbox, number) -> needed.add(files.index(mailbox, number)));
    }
    removeOthers(files.snapshots(), needed);
    removeOthers(files.indexes(), needed);
  }

  private void removeOthers(Path folder, Set<Path> needed) throws IOException {
    for (var name : io.list(folder)) {
      if (!needed.contains(folder.resolve(name))) {
        io.delete(folder.resolve(name));
      }
    }
  }
}
