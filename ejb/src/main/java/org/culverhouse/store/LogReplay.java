package org.culverhouse.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.store.SegmentReader.Found;
import org.jspecify.annotations.Nullable;

/** Makes the state of a store from the records of its segments, one after the other. One thread. */
final class LogReplay {
  private static final int MAX_DAMAGES = 100;

  private final Snapshot start;
  private final StoreEdit edit;
  private final List<String> damages = new ArrayList<>();
  private final Map<Long, Long> externals;
  private final Set<Long> released = new HashSet<>();
  private long nextBlobId;
  private long epoch;
  private long octets;
  private boolean hasBegun;
  private boolean isClosed;

  /** The records of the transaction that is being read. */
  private List<Located> pending = new ArrayList<>();

  private LogEnd pendingEnd;

  /** The last whole transaction, which is applied when the next one is whole: it may be torn. */
  private List<Located> whole = List.of();

  private LogEnd wholeStart;
  private LogEnd end;

  private long provenUpTo;
  private @Nullable LogEnd beforeClose;

  /** A record with its value; bodies have none, nor do kinds that may be passed over. */
  private record Located(Found found, @Nullable LogRecord value) {}

  /** Goes on from a snapshot. */
  LogReplay(Snapshot start) {
    this.start = start;
    edit = new StoreEdit(start.state());
    externals = new HashMap<>(start.externals());
    nextBlobId = start.nextBlobId();
    epoch = start.epoch();
    pendingEnd = start.end();
    wholeStart = start.end();
    end = start.end();
  }

  LogEnd end() {
    return end;
  }

  /**
   * All that stands before this offset of the last segment was on disk, as what follows it says.
   */
  long provenUpTo() {
    return provenUpTo;
  }

  /** What the log says before the record of a close, if it ends with one and nothing else. */
  Optional<LogEnd> beforeClose() {
    return Optional.ofNullable(beforeClose);
  }

  boolean isDamaged() {
    return !damages.isEmpty();
  }

  void damaged(String what) {
    if (damages.size() < MAX_DAMAGES) {
      damages.add(what);
    }
  }

  private void begin(long segment) {
    boolean isFirst = !hasBegun && segment == end.segment();
    hasBegun = true;
    if (isFirst) {
      provenUpTo = start.isNone() ? 0 : end.offset();
      return;
    }
    if (segment != end.segment() && segment != end.segment() + 1) {
      damaged("segments " + (end.segment() + 1) + " to " + (segment - 1) + " are missing");
    }
    apply();
    end = new LogEnd(segment, SegmentHeader.LENGTH, end.lsn(), 0);
    pendingEnd = end;
    provenUpTo = 0;
  }

  /** A segment of which all was synced up to the limit: whatever does not fit is damage. */
  void sealed(SegmentReader reader, long segment, long limit) throws IOException {
    begin(segment);
    long at = end.offset();
    while (at < limit) {
      var found = reader.at(at);
      at = isNext(found) ? accept(reader, found.get()) : passOver(reader, at, limit);
    }
    if (!pending.isEmpty()) {
      complete();
    }
  }

  /** The last segment, which ends where nothing follows that fits. */
  void last(SegmentReader reader, long segment, long size) throws IOException {
    begin(segment);
    long at = end.offset();
    while (at < size) {
      var found = reader.at(at);
      if (isNext(found)) {
        at = accept(reader, found.get());
      } else if (reader.provesSync(at)) {
        at = passOver(reader, at, size);
      } else {
        break;
      }
    }
    pending = new ArrayList<>();
    if (!isDamaged() && hasTornBody(reader)) {
      whole = List.of();
      end = wholeStart;
    }
    apply();
  }

  /** What the log consisted of, and has not given up, must be there. */
  void missing(List<Long> numbers) {
    for (long number : start.segments()) {
      if (!numbers.contains(number) && !released.contains(number)) {
        damaged("segment " + number + " is missing");
      }
    }
  }

  private boolean isNext(Optional<Found> found) {
    return found.isPresent()
        && found.get().isSound()
        && found.get().header().lsn() == pendingEnd.lsn();
  }

  private boolean hasTornBody(SegmentReader reader) throws IOException {
    for (var record : whole) {
      if (record.found.isBody() && !reader.isBodySound(record.found)) {
        return true;
      }
    }
    return false;
  }

  private long accept(SegmentReader reader, Found found) {
    pending.add(new Located(found, value(reader, found)));
    octets += found.header().recordLength();
    pendingEnd = pendingEnd.after(found.octets(), found.header().recordLength());
    if (found.header().isLast()) {
      complete();
    }
    return found.end();
  }

  private @Nullable LogRecord value(SegmentReader reader, Found found) {
    var type = RecordType.numbered(found.header().type());
    if (type.isEmpty()) {
      if ((found.header().flags() & RecordHeader.DERIVED) == 0) {
        damaged("record at " + found.offset() + " is of unknown type " + found.header().type());
      }
      return null;
    }
    if (found.isBody()) {
      return null;
    }
    try {
      return reader.decode(found, type.get());
    } catch (CorruptFileException | RuntimeException e) {
      damaged("record at " + found.offset() + ": " + e);
      return null;
    }
  }

  private void complete() {
    apply();
    whole = pending;
    pending = new ArrayList<>();
    wholeStart = end;
    end = pendingEnd;
    if (wholeStart.offset() > SegmentHeader.LENGTH
        && !whole.isEmpty()
        && whole.getFirst().found.header().isAfterSync()) {
      provenUpTo = wholeStart.offset();
    }
  }

  /** Goes on behind what cannot be understood. */
  private long passOver(SegmentReader reader, long at, long limit) throws IOException {
    damaged("segment " + end.segment() + ", offset " + at + ": no record " + pendingEnd.lsn());
    var here = reader.at(at);
    if (here.isPresent() && !here.get().isSound()) {
      var header = here.get().header();
      pendingEnd = new LogEnd(end.segment(), here.get().end(), header.lsn() + 1, 0);
      if (header.isLast()) {
        complete();
      }
      return here.get().end();
    }
    var next = here.isPresent() ? here : reader.next(at + 8);
    long to = next.map(Found::offset).orElse(limit);
    long lsn = next.map(found -> found.header().lsn()).orElse(pendingEnd.lsn());
    pendingEnd = new LogEnd(end.segment(), to, lsn, 0);
    return to;
  }

  private void apply() {
    if (!whole.isEmpty()) {
      isClosed = whole.getLast().value instanceof LogRecord.Checkpoint r && r.closed();
      beforeClose = isClosed && whole.size() == 1 ? wholeStart : null;
    }
    for (var record : whole) {
      if (record.value != null) {
        apply(record.found, record.value);
      }
    }
    whole = List.of();
  }

  private void apply(Found found, LogRecord value) {
    switch (value) {
      case LogRecord.Epoch r -> epoch = Math.max(epoch, r.epoch());
      case LogRecord.Append r -> nextBlobId = Math.max(nextBlobId, r.blobId() + 1);
      case LogRecord.ExternalBlob r ->
          externals.put(Pointer.of(end.segment(), found.offset()), r.head().blobId());
      case LogRecord.Release r -> released.addAll(r.segments());
      default -> {}
    }
    try {
      edit.apply(value);
    } catch (MailException e) {
      throw e;
    } catch (RuntimeException e) {
      damaged("record at " + found.offset() + " makes no sense: " + e);
    }
  }

  /** The state after all that has been read, if nothing of it was damaged. */
  StoreState undamaged() throws CorruptFileException {
    apply();
    if (isDamaged()) {
      throw new CorruptFileException("the log", end.offset(), "records", "all", damages.getFirst());
    }
    return edit.build();
  }

  LogRecovery.Recovered done(
      StoreIo.@Nullable Handle segment,
      @Nullable UnprovenEnd unproven,
      Optional<CorruptFileException> lostEnd) {
    return new LogRecovery.Recovered(
        edit.build(),
        end,
        epoch,
        nextBlobId,
        List.copyOf(damages),
        externals,
        segment,
        unproven,
        start,
        octets,
        isClosed,
        released,
        lostEnd);
  }
}
