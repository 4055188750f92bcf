package org.culverhouse.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.culverhouse.store.LogScan.Entry;
import org.culverhouse.store.LogScan.Listener;
import org.culverhouse.store.SegmentReader.Found;

/**
 * Makes transactions of the records of a log that may be damaged: what is missing is noticed by the
 * numbers of the records. The last transaction is held back, because a crash may have torn it. One
 * thread.
 */
final class ScannedTransactions {
  private final long neededFrom;
  private final Findings findings;
  private final Listener listener;
  private List<Entry> pending = new ArrayList<>();
  private boolean isPendingWhole = true;
  private List<Entry> held = List.of();
  private LogEnd end = Snapshot.NONE.end();
  private LogEnd heldStart = end;
  private LogEnd next = end;
  private boolean hasBegun;
  private boolean isDamaged;
  private boolean hasSuperseded;
  private boolean isChainKnown;
  private long segment;
  private boolean isSegmentMissing;
  private long lostAtMost;

  ScannedTransactions(long neededFrom, Findings findings, Listener listener) {
    this.neededFrom = neededFrom;
    this.findings = findings;
    this.listener = listener;
  }

  LogEnd end() {
    return end;
  }

  boolean hasSuperseded() {
    return hasSuperseded;
  }

  boolean isDamaged() {
    return isDamaged;
  }

  /** The number of the record that must come next. */
  long expected() {
    return next.lsn();
  }

  int chain() {
    return next.chain();
  }

  boolean isChainKnown() {
    return isChainKnown;
  }

  void begin(long number) {
    isSegmentMissing = number != segment + 1;
    segment = number;
    isChainKnown = true;
    next = new LogEnd(number, SegmentHeader.LENGTH, next.lsn(), 0);
  }

  /** Damage that takes away what the record with the next number says. */
  void damaged(Path file, long offset, String what, Object expects, Object found) {
    var place = findings.place(file, offset, what, expects, found);
    if (next.lsn() < neededFrom) {
      hasSuperseded = true;
      findings.add(new Finding.Superseded(place));
    } else {
      isDamaged = true;
      findings.add(new Finding.Log(place));
    }
  }

  /** A record follows; whether it is the one that must come. */
  void follows(Path file, Found found) {
    long lsn = found.header().lsn();
    lostAtMost = 0;
    if (lsn == next.lsn()) {
      hasBegun = true;
      return;
    }
    boolean isCompacted = (isSegmentMissing || !hasBegun) && lsn <= neededFrom;
    if (!isCompacted) {
      damaged(file, found.offset(), "number of the record", next.lsn(), lsn);
    }
    hasBegun = true;
    interrupt();
    listener.lost(lsn, Math.max(0, lsn - next.lsn()));
  }

  /** The record is part of a transaction, even if it cannot be understood. */
  void add(Found found, Entry entry) {
    next = next.after(found.octets(), 0);
    next = new LogEnd(segment, found.end(), found.header().lsn() + 1, next.chain(), found.offset());
    if (entry.value() == null && !entry.isBody()) {
      interrupt();
      listener.lost(next.lsn(), 1);
    } else {
      pending.add(entry);
    }
    if (found.header().isLast()) {
      complete();
    }
  }

  /** Octets are passed over in which there may be records. */
  void passed(long octets) {
    isChainKnown = false;
    lostAtMost = Math.max(1, octets / RecordHeader.LENGTH);
    interrupt();
  }

  /** Something of the transaction is missing; what there is of it had been synced. */
  private void interrupt() {
    tell();
    isPendingWhole = false;
    if (!pending.isEmpty()) {
      end = next;
      listener.transaction(pending, false, end);
      pending = new ArrayList<>();
    }
  }

  private void complete() {
    tell();
    if (isPendingWhole) {
      heldStart = end;
      held = pending;
    } else if (!pending.isEmpty()) {
      listener.transaction(pending, false, next);
    }
    end = next;
    pending = new ArrayList<>();
    isPendingWhole = true;
  }

  private void tell() {
    if (!held.isEmpty()) {
      listener.transaction(held, true, end);
      held = List.of();
    }
  }

  /** The segment is sealed: all of it had been synced. */
  void sealed() {
    if (!pending.isEmpty()) {
      isPendingWhole = false;
      complete();
    }
  }

  /** The log ends here; a start does not believe a transaction that is not whole. */
  void last(Path file) {
    if (!pending.isEmpty()) {
      torn(file, pending.getFirst().offset(), "its end");
      pending = new ArrayList<>();
    }
    if (!isDamaged && held.stream().anyMatch(entry -> entry.isBody() && !entry.isSound())) {
      torn(file, held.getFirst().offset(), "its bodies");
      held = List.of();
      end = heldStart;
    }
  }

  private void torn(Path file, long offset, String what) {
    findings.add(
        new Finding.TornTail(
            findings.place(file, offset, "last transaction", what, "what a crash left")));
  }

  void done() {
    tell();
    if (lostAtMost > 0) {
      end = new LogEnd(end.segment(), end.offset(), next.lsn() + lostAtMost, end.chain());
      listener.lost(end.lsn(), lostAtMost);
    }
  }
}
