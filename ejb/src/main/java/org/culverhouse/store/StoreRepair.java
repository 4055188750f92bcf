package org.culverhouse.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Repairs what a check has found, each thing by itself: files that are derived are made again from
 * the log; a log of which something is missing is continued by an image of all that is known. One
 * thread; the server must not have the store.
 */
final class StoreRepair {
  private final StoreIo io;
  private final StoreFiles files;
  private final StoreCheck.Outcome outcome;
  private final Quarantine quarantine;

  StoreRepair(StoreIo io, StoreFiles files, StoreCheck.Outcome outcome) {
    this.io = io;
    this.files = files;
    this.outcome = outcome;
    quarantine = new Quarantine(io, files);
  }

  /** What can be done to files before the store is opened. */
  void files(long nowMillis) throws IOException {
    for (var folder :
        List.of(files.log(), files.big(), files.temporary(), files.snapshots(), files.indexes())) {
      io.createDirectory(folder);
    }
    io.syncDirectory(files.home());
    for (var finding : outcome.report().findings()) {
      var file = files.home().resolve(finding.place().file());
      switch (finding) {
        case Finding.Identity f -> {
          quarantine.take(file);
          new StoreIdentity(outcome.store(), files.id().value(), nowMillis).write(io, files);
        }
        case Finding.Frame f -> frame(file, f.place());
        case Finding.Leftover f -> quarantine.take(file);
        case Finding.Cache f -> quarantine.take(file);
        case Finding.Derived f -> {
          if (isMadeAgain()) {
            quarantine.take(file);
          }
        }
        case Finding.Log f -> {}
        case Finding.TornTail f -> {}
        case Finding.Superseded f -> {}
        case Finding.Body f -> {}
        case Finding.Unknown f -> {}
      }
    }
    if (isMadeAgain()) {
      // Snapshots share indexes: what points to one that is gone would be found wanting next.
      files.removeDerived(io);
    }
  }

  /** Until there is an image, a snapshot may be all that is left of a log. */
  private boolean isMadeAgain() {
    return outcome.isLogSound()
        && outcome.report().findings().stream().anyMatch(Finding.Derived.class::isInstance);
  }

  private void frame(Path file, Finding.Place place) throws IOException {
    if (place.offset() < SegmentHeader.LENGTH) {
      quarantine.replace(file, 0, header(file).encode());
    } else {
      quarantine.replace(file, place.offset(), ByteBuffer.allocate((int) (-place.offset() & 7)));
    }
  }

  private SegmentHeader header(Path file) throws IOException {
    long number = files.numberOf(file);
    try (var handle = io.open(file, StoreIo.Access.READ)) {
      var seed = new RecordHeader.Seed(outcome.store(), number);
      var reader = new SegmentReader(handle, file.toString(), seed, handle.size());
      var first = reader.at(SegmentHeader.LENGTH).map(SegmentReader.Found::header);
      return new SegmentHeader(
          outcome.store(),
          number,
          first.map(RecordHeader::lsn).orElse(0L),
          0,
          first.map(header -> (long) header.epoch()).orElse(0L));
    }
  }

  /** A start deals with the rest, and the derived files are written. */
  void open(NativeStores stores) throws IOException {
    if (!outcome.isLogSound()) {
      salvage(stores);
    }
    try (var store = stores.open(files.id())) {
      stores.checkpoint(store.id());
    }
  }

  /** No segment that there has ever been has a higher number: pointers may lead to those lost. */
  private long lastSegment() throws IOException {
    long last = outcome.knowledge().lastSegment();
    for (var numbers : List.of(files.segments(io), files.caches(io))) {
      last = numbers.isEmpty() ? last : Math.max(last, numbers.getLast());
    }
    return last;
  }

  private void salvage(NativeStores stores) throws IOException {
    long last = lastSegment();
    var end = outcome.end();
    var seal =
        new LogRecord.Seal(
            last, end.segment() == last ? end.offset() : SegmentHeader.LENGTH, end.chain());
    var knowledge = outcome.knowledge();
    var externals = new HashMap<Long, Long>();
    knowledge.externals().forEach((pointer, blob) -> externals.put(pointer, blob.head().blobId()));
    // A number is left out, so that a start without a snapshot looks for the image.
    var begin = new LogEnd(last + 2, SegmentHeader.LENGTH, knowledge.nextLsn(end), 0);
    var salvaged =
        new LogRecovery.Recovered(
            outcome.state(),
            begin,
            knowledge.epoch(),
            knowledge.nextBlobId(),
            List.of(),
            externals,
            null,
            null,
            Snapshot.NONE,
            0,
            false,
            Set.of(),
            Optional.empty());
    var store = new StoreOpening(stores.around(), files.id()).open(salvaged, seal);
    try {
      store.image(new Pace(0));
      for (long generation : files.snapshotGenerations(io)) {
        quarantine.take(files.snapshot(generation));
      }
      store.checkpoint();
    } finally {
      store.close();
    }
  }
}
