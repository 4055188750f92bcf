package org.culverhouse.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.culverhouse.store.SectionFile.Kind;
import org.culverhouse.store.SectionFile.Seed;

/** Reads what a store has derived from its log: snapshots and indexes. One thread. */
final class DerivedCheck {
  private final StoreIo io;
  private final StoreFiles files;
  private final UUID store;
  private final Findings findings;
  private final LongConsumer progress;
  private final Set<Path> damaged = new HashSet<>();

  DerivedCheck(StoreIo io, StoreFiles files, UUID store, Findings findings, LongConsumer progress) {
    this.io = io;
    this.files = files;
    this.store = store;
    this.findings = findings;
    this.progress = progress;
  }

  /** The snapshots that are sound, with all their indexes. */
  List<Snapshot> snapshots() throws IOException {
    for (var index : files.indexes(io)) {
      var seed = new Seed(store, index.mailbox(), index.generation());
      isSound(files.index(index.mailbox(), index.generation()), Kind.INDEX, seed);
    }
    var sound = new ArrayList<Snapshot>();
    for (long generation : files.snapshotGenerations(io)) {
      var path = files.snapshot(generation);
      if (isSound(path, Kind.SNAPSHOT, new Seed(store, 0, generation))) {
        read(path, generation, sound);
      }
    }
    return sound;
  }

  private boolean isSound(Path path, Kind kind, Seed seed) throws IOException {
    try {
      SectionFileCheck.run(io, path, SectionFile.read(io, path, kind, seed));
      return true;
    } catch (CorruptFileException e) {
      damaged.add(path);
      findings.add(new Finding.Derived(findings.place(path, e)));
      return false;
    } finally {
      progress.accept(files.octets(io, path));
    }
  }

  private void read(Path path, long generation, List<Snapshot> sound) throws IOException {
    try {
      var snapshot = new SnapshotReader(io, files, store).read(generation);
      if (hasIndexes(path, snapshot)) {
        sound.add(snapshot);
      }
    } catch (CorruptFileException e) {
      findings.add(new Finding.Derived(findings.place(path, e)));
    }
  }

  /** Whether all indexes of a snapshot are there and sound. */
  private boolean hasIndexes(Path path, Snapshot snapshot) throws IOException {
    boolean hasAll = true;
    for (var index : snapshot.indexes().entrySet()) {
      var file = files.index(index.getKey(), index.getValue());
      if (!io.exists(file)) {
        findings.add(
            new Finding.Derived(
                findings.place(path, 0, "index", files.home().relativize(file), "none")));
      }
      hasAll &= io.exists(file) && !damaged.contains(file);
    }
    return hasAll;
  }
}
