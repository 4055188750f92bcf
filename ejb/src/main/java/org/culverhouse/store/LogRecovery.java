package org.culverhouse.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log from its newest snapshot on, and leaves it so that it can be continued (storage.md
 * section 6). Behind the last sync a crash may leave anything: the log is cut at the last
 * transaction that is whole, unless something behind the gap proves that the gap had been synced.
 * That is damage: nothing is cut, and the store must only be read.
 */
final class LogRecovery {
  private static final int CHUNK = 1 << 18;

  private final StoreIo io;
  private final StoreFiles files;
  private final UUID store;
  private LogReplay replay = new LogReplay(Snapshot.NONE);

  LogRecovery(StoreIo io, StoreFiles files, UUID store) {
    this.io = io;
    this.files = files;
    this.store = store;
  }

  /**
   * What the log says.
   *
   * @param damages if there are any, the store must not be written
   * @param externals for each pointer to a body in a file of its own, the number of the file
   * @param start the snapshot from which the log has been read
   * @param replayed how many octets of the log that were
   * @param isClosed whether the log ends with a close
   * @param released segments that nothing needs, there or not
   * @param lostEnd what proves that the log went further once
   * @param segment the last one, open to be written; null if there is no log yet
   * @param unproven what has to be written again before anything else, if there is such
   */
  record Recovered(
      StoreState state,
      LogEnd end,
      long epoch,
      long nextBlobId,
      List<String> damages,
      Map<Long, Long> externals,
      StoreIo.@Nullable Handle segment,
      @Nullable UnprovenEnd unproven,
      Snapshot start,
      long replayed,
      boolean isClosed,
      Set<Long> released,
      Optional<CorruptFileException> lostEnd) {
    /** Whether nothing can be missing that anybody was told of. */
    boolean isComplete() {
      return isClosed || state.mailboxes().isEmpty();
    }
  }

  Recovered run() throws IOException {
    var numbers = new ArrayList<>(files.segments(io));
    var snapshots = new Snapshots(io, files);
    var start = start(snapshots, numbers, Long.MAX_VALUE);
    if (start.isNone() || start.end().segment() < numbers.getLast()) {
      removeUnused(numbers);
    }
    if (numbers.isEmpty()) {
      return replay.done(null, null, lostEnd(snapshots, numbers));
    }
    replay = new LogReplay(start);
    int first = start.isNone() ? 0 : numbers.indexOf(start.end().segment());
    for (int i = first; i < numbers.size() - 1; i++) {
      try (var handle = io.open(files.segment(numbers.get(i)), StoreIo.Access.READ)) {
        long limit = sealedLength(numbers.get(i), numbers.get(i + 1), handle.size());
        replay.sealed(reader(handle, numbers.get(i), limit), numbers.get(i), limit);
      }
    }
    long last = numbers.getLast();
    var handle = io.open(files.segment(last), StoreIo.Access.WRITE);
    try {
      replay.last(reader(handle, last, handle.size()), last, handle.size());
      replay.missing(numbers);
      if (replay.isDamaged()) {
        return replay.done(handle, null, lostEnd(snapshots, numbers));
      }
      var lostEnd = lostEnd(snapshots, numbers);
      if (lostEnd.isPresent()) {
        return replay.done(handle, null, lostEnd);
      }
      cut(handle, last);
      var unproven = unprovenClose(handle, last);
      if (unproven == null) {
        writeAgain(handle);
      }
      return replay.done(handle, unproven, Optional.empty());
    } catch (IOException | RuntimeException e) {
      handle.close();
      throw e;
    }
  }

  /**
   * Where the reading begins. A log from which segments have been released says at their end what
   * they said; one that is whole says it itself.
   */
  private Snapshot start(Snapshots snapshots, List<Long> numbers, long beforeLsn)
      throws IOException {
    var snapshot = snapshots.newest(store, numbers, beforeLsn);
    boolean isWhole =
        numbers.isEmpty() || numbers.getFirst() == 1 && numbers.getLast() == numbers.size();
    if (!snapshot.isNone() || isWhole) {
      return snapshot;
    }
    return new Images(io, files, store).newest(numbers, beforeLsn).orElse(Snapshot.NONE);
  }

  /**
   * A snapshot is taken of what is on disk, and a cache is of bodies that were: neither can know of
   * more than there has been of the log.
   */
  private Optional<CorruptFileException> lostEnd(Snapshots snapshots, List<Long> numbers)
      throws IOException {
    long next = replay.end().lsn();
    var ahead = snapshots.ahead();
    if (ahead.end().lsn() > next) {
      return Optional.of(
          new CorruptFileException(
              files.segment(ahead.end().segment()).toString(),
              ahead.end().last(),
              "end of the log",
              "record " + (ahead.end().lsn() - 1) + ", which a snapshot contains",
              "none"));
    }
    long last = numbers.isEmpty() ? 0 : numbers.getLast();
    return files.caches(io).stream()
        .filter(segment -> segment > last)
        .findFirst()
        .map(
            segment ->
                new CorruptFileException(
                    files.segment(segment).toString(),
                    0,
                    "segment",
                    "one, as for its cache",
                    "none"));
  }

  /** What a place in the log that has been synced leads to, from an earlier snapshot on. */
  StoreState stateAt(LogEnd place) throws IOException {
    try {
      return replayTo(place);
    } catch (CorruptFileException gone) {
      // The way there has been released; what has not changed since is as it was in the image.
      return new Images(io, files, store)
          .newest(files.segments(io), Long.MAX_VALUE)
          .orElseThrow(() -> gone)
          .state();
    }
  }

  private StoreState replayTo(LogEnd place) throws IOException {
    var numbers = files.segments(io).stream().filter(number -> number <= place.segment()).toList();
    if (!numbers.contains(place.segment())) {
      throw new CorruptFileException(
          files.segment(place.segment()).toString(), place.offset(), "segment", "one", "none");
    }
    var start = start(new Snapshots(io, files), numbers, place.lsn());
    replay = new LogReplay(start);
    int first = start.isNone() ? 0 : numbers.indexOf(start.end().segment());
    for (int i = first; i < numbers.size(); i++) {
      long number = numbers.get(i);
      try (var handle = io.open(files.segment(number), StoreIo.Access.READ)) {
        long limit =
            number == place.segment()
                ? place.offset()
                : sealedLength(number, numbers.get(i + 1), handle.size());
        replay.sealed(reader(handle, number, limit), number, limit);
      }
    }
    return replay.undamaged();
  }

  private SegmentReader reader(StoreIo.Handle handle, long number, long limit) {
    var seed = new RecordHeader.Seed(store, number);
    return new SegmentReader(handle, files.segment(number).toString(), seed, limit);
  }

  /**
   * The last segment is not part of the log if its first transaction never got to the disk. If a
   * crash brings it back it is removed again, so this needs no sync.
   */
  private void removeUnused(List<Long> numbers) throws IOException {
    while (!numbers.isEmpty()) {
      long number = numbers.getLast();
      try (var handle = io.open(files.segment(number), StoreIo.Access.READ)) {
        var reader = reader(handle, number, handle.size());
        if (beginsWhole(reader, numbers.size() > 1)
            || reader.provesSync(SegmentHeader.LENGTH)
            || numbers.size() == 1 && hasHeader(handle, number)) {
          return;
        }
      }
      io.delete(files.segment(number));
      numbers.removeLast();
    }
  }

  private boolean hasHeader(StoreIo.Handle handle, long number) throws IOException {
    try {
      var header = SegmentFile.header(handle, files.segment(number).toString());
      return header.store().equals(store) && header.segment() == number;
    } catch (CorruptFileException e) {
      return false;
    }
  }

  /** Whether the first transaction is whole with all its bodies. */
  private static boolean beginsWhole(SegmentReader reader, boolean sealExpected)
      throws IOException {
    long at = SegmentHeader.LENGTH;
    for (var found = reader.at(at); found.isPresent(); found = reader.at(at)) {
      var record = found.get();
      boolean isSeal = record.header().type() == RecordType.SEAL.number();
      if (!record.isSound()
          || record.isBody() && !reader.isBodySound(record)
          || sealExpected && at == SegmentHeader.LENGTH && !isSeal) {
        return false;
      }
      if (record.header().isLast()) {
        return true;
      }
      at = record.end();
    }
    return false;
  }

  /** Where a segment ends, as the next one says; all of it, if that one is damaged. */
  private long sealedLength(long number, long next, long size) throws IOException {
    try (var handle = io.open(files.segment(next), StoreIo.Access.READ)) {
      var reader = reader(handle, next, handle.size());
      var first = reader.at(SegmentHeader.LENGTH);
      if (first.isPresent()
          && first.get().isSound()
          && first.get().header().type() == RecordType.SEAL.number()
          && reader.decode(first.get(), RecordType.SEAL) instanceof LogRecord.Seal seal
          && seal.segment() == number
          && seal.length() <= size) {
        return seal.length();
      }
    }
    replay.damaged(files.segment(next) + " does not tell where segment " + number + " ends");
    return size;
  }

  /**
   * Nothing but zeros may follow, or a later transaction could lend meaning to what does. They are
   * on disk after {@link #writeAgain}.
   */
  private void cut(StoreIo.Handle handle, long number) throws IOException {
    long size = handle.size();
    long from = replay.end().offset();
    long to = reader(handle, number, size).endOfData(from);
    if (to > from) {
      SegmentFile.zeros(handle, from, to);
    }
  }

  /** The record of a close, if it is all that may not be on disk: nobody has been told of it. */
  private @Nullable UnprovenEnd unprovenClose(StoreIo.Handle handle, long segment)
      throws IOException {
    var start = replay.beforeClose();
    if (start.isEmpty()
        || start.get().segment() != segment
        || start.get().offset() != replay.provenUpTo()) {
      return null;
    }
    var octets = ByteBuffer.allocate((int) (replay.end().offset() - start.get().offset()));
    handle.read(start.get().offset(), octets);
    return new UnprovenEnd(start.get(), octets.flip());
  }

  /**
   * Puts on disk what may not be there. If a sync failed before this start, the system still shows
   * what was written but would not write it for another sync; so it is written once more.
   */
  private void writeAgain(StoreIo.Handle handle) throws IOException {
    long end = replay.end().offset();
    for (long at = replay.provenUpTo(); at < end; at += CHUNK) {
      var octets = ByteBuffer.allocate((int) Math.min(CHUNK, end - at));
      handle.read(at, octets);
      handle.write(at, List.of(octets.flip()));
    }
    handle.force();
  }
}
