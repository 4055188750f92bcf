package org.culverhouse.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Records that reach the log together or not at all; one thread. */
final class Transaction {
  private final long segment;
  private final long start;
  private final List<Entry> entries = new ArrayList<>();
  private long length;

  /** One record: the pieces of its payload are only read. */
  record Entry(RecordType type, List<ByteBuffer> payload, int length, int checksum) {
    static Entry of(LogRecord record) {
      return of(record.type(), List.of(RecordCodec.encode(record)));
    }

    static Entry of(RecordType type, List<ByteBuffer> payload) {
      var crc = new CRC32C();
      int length = 0;
      for (var piece : payload) {
        length += piece.remaining();
        crc.update(piece.duplicate());
      }
      return new Entry(type, payload, length, (int) crc.getValue());
    }

    long recordLength() {
      return RecordHeader.recordLength(length);
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
