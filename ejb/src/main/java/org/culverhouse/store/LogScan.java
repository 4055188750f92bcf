package org.culverhouse.store;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads every octet of a log, bodies included, and goes on behind whatever is damaged. A start
 * ({@link LogRecovery}) reads as little as it must and stops; this tells all there is. One thread.
 */
final class LogScan {
  private final StoreIo io;
  private final StoreFiles files;
  private final UUID store;
  private final Findings findings;
  private final ScannedTransactions transactions;
  private final LongConsumer progress;

  /** Who is told what the log says, in its order. */
  interface Listener {
    /**
     * @param isWhole whether no record of the transaction is missing
     * @param end behind it
     */
    void transaction(List<Entry> records, boolean isWhole, LogEnd end);

    /** So many records may be missing in front of the one with this number. */
    void lost(long nextLsn, long count);
  }

  /**
   * A record whose header is sound.
   *
   * @param value of a body, its head; null if it cannot be understood
   * @param isSound false for a body whose octets are damaged
   */
  record Entry(
      long segment, long offset, RecordHeader header, @Nullable LogRecord value, boolean isSound) {
    long pointer() {
      return Pointer.of(segment, offset);
    }

    boolean isBody() {
      return header.type() == RecordType.BLOB.number();
    }
  }

  /**
   * @param neededFrom what is damaged in front of this record does not matter, because an image
   *     behind it says the same
   * @param progress is told how many octets have been read since it was told last
   */
  LogScan(
      StoreIo io,
      StoreFiles files,
      UUID store,
      long neededFrom,
      Findings findings,
      Listener listener,
      LongConsumer progress) {
    this.io = io;
    this.files = files;
    this.store = store;
    this.findings = findings;
    this.progress = progress;
    transactions = new ScannedTransactions(neededFrom, findings, listener);
  }

  /** Where the log can be continued. */
  LogEnd end() {
    return transactions.end();
  }

  /** Whether there is damage in front of what is needed. */
  boolean hasSuperseded() {
    return transactions.hasSuperseded();
  }

  boolean isDamaged() {
    return transactions.isDamaged();
  }

  void run(List<Long> numbers) throws IOException {
    for (int i = 0; i < numbers.size(); i++) {
      long number = numbers.get(i);
      boolean isLast = i == numbers.size() - 1;
      try (var handle = io.open(files.segment(number), StoreIo.Access.READ)) {
        checkHeader(handle, number);
        var seal = isLast ? null : sealOf(number, numbers.get(i + 1));
        var scan =
            new SegmentScan(files.segment(number), number, handle, store, findings, transactions);
        if (isLast) {
          scan.last();
        } else {
          scan.sealed(seal);
        }
        progress.accept(handle.size());
      }
    }
    transactions.done();
  }

  private void checkHeader(StoreIo.Handle handle, long number) throws IOException {
    var path = files.segment(number);
    try {
      var header = SegmentFile.header(handle, path.toString());
      if (!header.store().equals(store) || header.segment() != number) {
        var found = header.segment() + " of " + header.store();
        findings.add(
            new Finding.Frame(findings.place(path, 16, "header", number + " of " + store, found)));
      }
    } catch (CorruptFileException e) {
      findings.add(new Finding.Frame(findings.place(path, e)));
    }
  }

  /** How the next segment says that this one ends; null if it does not. */
  private LogRecord.@Nullable Seal sealOf(long number, long next) throws IOException {
    try (var handle = io.open(files.segment(next), StoreIo.Access.READ)) {
      var seed = new RecordHeader.Seed(store, next);
      var reader = new SegmentReader(handle, files.segment(next).toString(), seed, handle.size());
      var first = reader.at(SegmentHeader.LENGTH);
      if (first.isPresent()
          && first.get().isSound()
          && first.get().header().type() == RecordType.SEAL.number()
          && reader.decode(first.get(), RecordType.SEAL) instanceof LogRecord.Seal seal
          && seal.segment() == number) {
        return seal;
      }
    }
    return null;
  }
}
