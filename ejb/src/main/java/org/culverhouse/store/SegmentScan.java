package org.culverhouse.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.culverhouse.store.LogScan.Entry;
import org.culverhouse.store.SegmentReader.Found;
import org.jspecify.annotations.Nullable;

/** Reads every octet of one segment. One thread. */
final class SegmentScan {
  private final Path file;
  private final long number;
  private final StoreIo.Handle handle;
  private final RecordHeader.Seed seed;
  private final Findings findings;
  private final ScannedTransactions transactions;

  SegmentScan(
      Path file,
      long number,
      StoreIo.Handle handle,
      UUID store,
      Findings findings,
      ScannedTransactions transactions) {
    this.file = file;
    this.number = number;
    this.handle = handle;
    this.findings = findings;
    this.transactions = transactions;
    seed = new RecordHeader.Seed(store, number);
    transactions.begin(number);
  }

  private SegmentReader reader(long limit) {
    return new SegmentReader(handle, file.toString(), seed, limit);
  }

  /** A segment behind which there is another one, which should tell where this one ends. */
  void sealed(LogRecord.@Nullable Seal seal) throws IOException {
    long size = handle.size();
    var reader = reader(seal == null ? size : Math.min(size, seal.length()));
    long limit = seal == null ? reader.endOfData(SegmentHeader.LENGTH) : seal.length();
    long at = SegmentHeader.LENGTH;
    while (at < Math.min(limit, size)) {
      var here = reader.at(at);
      at = here.isPresent() ? accept(reader, here.get()) : passOver(reader, at);
    }
    transactions.sealed();
    if (seal == null) {
      transactions.damaged(file, at, "end of the segment", "the next one tells it", "it does not");
      return;
    }
    if (limit > size) {
      transactions.damaged(file, size, "length of the segment", limit, size);
      transactions.passed(limit - size);
    } else if (transactions.isChainKnown() && seal.chain() != transactions.chain()) {
      transactions.damaged(
          file, at, "checksum over the headers", hex(seal.chain()), hex(transactions.chain()));
    }
    long end = reader(size).endOfData(limit);
    if (end > limit) {
      findings.add(
          new Finding.Superseded(
              findings.place(file, limit, "behind the end", "zeros", (end - limit) + " octets")));
    }
  }

  private static String hex(int checksum) {
    return Integer.toHexString(checksum);
  }

  /** The last segment, which ends where nothing follows. */
  void last() throws IOException {
    var reader = reader(handle.size());
    long at = SegmentHeader.LENGTH;
    long end = reader.endOfData(at);
    while (at < end) {
      var here = reader.at(at);
      if (here.isPresent()) {
        at = accept(reader, here.get());
      } else if (reader.provesSync(at)) {
        at = passOver(reader, at);
      } else {
        findings.add(
            new Finding.TornTail(
                findings.place(file, at, "end of the log", "zeros", (end - at) + " octets")));
        break;
      }
    }
    transactions.last(file);
  }

  private long accept(SegmentReader reader, Found found) throws IOException {
    transactions.follows(file, found);
    // Before anything else is read: what was found looks into the window of the reader.
    var entry = entry(reader, found);
    transactions.add(found, entry);
    if (!reader.isPadded(found)) {
      long at = found.offset() + RecordHeader.LENGTH + found.header().payloadLength();
      findings.add(
          new Finding.Frame(findings.place(file, at, "padding", "zeros", "something else")));
    }
    return found.end();
  }

  private Entry entry(SegmentReader reader, Found found) throws IOException {
    var header = found.header();
    if (!found.isBody()) {
      return new Entry(number, found.offset(), header, value(reader, found), true);
    }
    boolean isSound =
        header.payloadLength() >= RecordCodec.BLOB_HEAD_LENGTH && reader.isBodySound(found);
    return new Entry(number, found.offset(), header, isSound ? reader.head(found) : null, isSound);
  }

  private @Nullable LogRecord value(SegmentReader reader, Found found) {
    var header = found.header();
    var type = RecordType.numbered(header.type());
    if (!found.isSound()) {
      transactions.damaged(
          file,
          found.offset(),
          "checksum of record " + header.lsn(),
          hex(header.dataCrc()),
          hex(RecordHeader.checksum(found.payload())));
      return null;
    }
    if (type.isEmpty() && (header.flags() & RecordHeader.DERIVED) != 0) {
      return new LogRecord.Pad(0);
    }
    if (type.isEmpty()) {
      transactions.damaged(
          file, found.offset(), "type of record " + header.lsn(), "a known one", header.type());
      return null;
    }
    try {
      return reader.decode(found, type.get());
    } catch (CorruptFileException | IllegalArgumentException e) {
      transactions.damaged(
          file, found.offset(), "record " + header.lsn(), "one that makes sense", e);
      return null;
    }
  }

  /** Goes on at the next place where a record begins. */
  private long passOver(SegmentReader reader, long at) throws IOException {
    var next = reader.next(at + 8);
    long to = next.isPresent() ? next.get().offset() : reader.limit();
    transactions.damaged(
        file, at, "record " + transactions.expected(), "its header", (to - at) + " other octets");
    transactions.passed(to - at);
    return to;
  }
}
