package org.culverhouse.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Records that reach the log together or not at all; one thread. */
final class Transaction {
  private final long segment;
  private final long start;
  private final List<Entry> entries = new ArrayList<>();
  private long length;

  /** One record: its payload is only read. */
  record Entry(RecordType type, ByteBuffer payload, int checksum) {
    static Entry of(LogRecord record) {
      var payload = RecordCodec.encode(record);
      return new Entry(record.type(), payload, RecordHeader.checksum(payload));
    }

    long recordLength() {
      return RecordHeader.recordLength(payload.remaining());
    }
  }

  Transaction(long segment, long start) {
    this.segment = segment;
    this.start = start;
  }

  /** Where in the log the record will be. */
  long add(Entry entry) {
    long at = start + length;
    entries.add(entry);
    length += entry.recordLength();
    return Pointer.of(segment, at);
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  List<Entry> entries() {
    return entries;
  }

  long start() {
    return start;
  }

  long length() {
    return length;
  }
}
