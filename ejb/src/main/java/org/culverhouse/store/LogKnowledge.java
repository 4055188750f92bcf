package org.culverhouse.store;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.culverhouse.store.LogScan.Entry;

/**
 * What is known of a store from its log and its snapshots. As long as nothing of the log is
 * missing, it says all, and each snapshot must say the same where it was taken. Where something is
 * missing, the snapshot behind the gap is believed, and if there is none, all later records that
 * still make sense. One thread.
 */
final class LogKnowledge implements LogScan.Listener {
  private final Deque<Snapshot> snapshots = new ArrayDeque<>();
  private final Judge judge;
  private final BodyTable bodies = new BodyTable();
  private final Map<Long, LogRecord.ExternalBlob> externals = new HashMap<>();
  private final Map<Long, Stray> strays = new LinkedHashMap<>();
  private SalvageEdit edit = new SalvageEdit(StoreState.EMPTY);
  private long lost;
  private long gapEnd;
  private long epoch;
  private long nextBlobId = 1;
  private long lastSegment;
  private boolean isClosed;

  /** A body of a damaged transaction whose APPEND has not been seen. */
  record Stray(long pointer, LogRecord.BlobHead head) {}

  /** Who is told what does not fit. */
  interface Judge {
    /** What the log says where a snapshot was taken. */
    void compare(Snapshot snapshot, StoreState state);

    /** The snapshot knows of more than there is of the log. */
    void logEndsEarly(Snapshot snapshot);

    void makesNoSense(Entry entry, IllegalArgumentException why);
  }

  /**
   * @param snapshots that are sound
   */
  LogKnowledge(List<Snapshot> snapshots, Judge judge) {
    snapshots.stream()
        .sorted(Comparator.comparingLong(snapshot -> snapshot.end().lsn()))
        .forEach(this.snapshots::add);
    snapshots.forEach(s -> lastSegment = Math.max(lastSegment, s.end().segment()));
    this.judge = judge;
  }

  BodyTable bodies() {
    return bodies;
  }

  /** The large bodies, by the pointers to their records. */
  Map<Long, LogRecord.ExternalBlob> externals() {
    return externals;
  }

  /** Those of them that messages have. */
  Map<Long, LogRecord.ExternalBlob> externalsOf(StoreState state) {
    var needed = new TreeMap<Long, LogRecord.ExternalBlob>();
    for (var mailbox : state.mailboxes()) {
      mailbox
          .state()
          .forEachPointer(
              original -> {
                long pointer = state.relocations().resolve(original);
                var external = externals.get(pointer);
                if (external != null) {
                  needed.put(pointer, external);
                }
              });
    }
    return needed;
  }

  long epoch() {
    return epoch;
  }

  long nextBlobId() {
    return nextBlobId + lost;
  }

  /** The highest number of a segment that a snapshot knows of, 0 without one. */
  long lastSegment() {
    return lastSegment;
  }

  boolean isClosed() {
    return isClosed;
  }

  /** A number that no record can have had yet. */
  long nextLsn(LogEnd end) {
    return Math.max(end.lsn(), gapEnd);
  }

  @Override
  public void transaction(List<Entry> records, boolean isWhole, LogEnd end) {
    meet(records.getFirst().header().lsn());
    for (var entry : records) {
      note(entry, isWhole);
      try {
        apply(entry);
      } catch (IllegalArgumentException e) {
        judge.makesNoSense(entry, e);
        lost++;
      }
    }
    isClosed = records.getLast().value() instanceof LogRecord.Checkpoint r && r.closed();
  }

  @Override
  public void lost(long nextLsn, long count) {
    meet(nextLsn - count);
    lost += count;
    gapEnd = nextLsn;
    meet(nextLsn);
  }

  /** All records in front of this one have been seen, or are lost. */
  private void meet(long lsn) {
    while (!snapshots.isEmpty() && snapshots.getFirst().end().lsn() <= lsn) {
      var snapshot = snapshots.removeFirst();
      if (lost == 0) {
        var state = edit.build();
        judge.compare(snapshot, state);
        edit = new SalvageEdit(state);
      } else {
        believe(snapshot);
      }
    }
  }

  private void believe(Snapshot snapshot) {
    edit = new SalvageEdit(snapshot.state());
    epoch = Math.max(epoch, snapshot.epoch());
    nextBlobId = Math.max(nextBlobId, snapshot.nextBlobId());
    lost = Math.max(0, gapEnd - snapshot.end().lsn());
    strays.clear();
  }

  private void note(Entry entry, boolean isWhole) {
    if (entry.isBody()) {
      var head = entry.value() instanceof LogRecord.BlobHead r ? r : null;
      bodies.add(entry.pointer(), head == null ? 0 : head.size(), entry.isSound());
      if (head != null && !isWhole) {
        strays.put(head.blobId(), new Stray(entry.pointer(), head));
      }
    }
    if (entry.value() == null) {
      return;
    }
    switch (entry.value()) {
      case LogRecord.BlobHead r -> nextBlobId = Math.max(nextBlobId, r.blobId() + 1);
      case LogRecord.ExternalBlob r -> {
        nextBlobId = Math.max(nextBlobId, r.head().blobId() + 1);
        externals.put(entry.pointer(), r);
        if (!isWhole) {
          strays.put(r.head().blobId(), new Stray(entry.pointer(), r.head()));
        }
      }
      case LogRecord.Append r -> strays.remove(r.blobId());
      case LogRecord.Epoch r -> epoch = Math.max(epoch, r.epoch());
      default -> {}
    }
  }

  private void apply(Entry entry) {
    var record = entry.value();
    if (record == null) {
      return;
    }
    if (lost == 0) {
      edit.apply(record);
    } else {
      edit.applyWhatFits(record);
    }
  }

  /**
   * The state of the store, where all that could not be proved has been made safe.
   *
   * @param nowSeconds since 1970; no order depends on it
   */
  StoreState state(LogEnd end, long nowSeconds) {
    meet(end.lsn());
    if (!snapshots.isEmpty()) {
      judge.logEndsEarly(snapshots.getLast());
      gapEnd = snapshots.getLast().end().lsn();
      believe(snapshots.getLast());
      snapshots.clear();
    }
    return lost == 0 ? edit.build() : edit.build(lost, strays.values(), nowSeconds);
  }
}
