package org.culverhouse.mime;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.culverhouse.api.Content;
import org.culverhouse.api.model.SectionName;

/**
 * What is kept of a message's structure, so that FETCH need not read the message: a view of the
 * octets that {@link RecordFormat} describes. Immutable.
 */
public final class StructureRecord {
  private static final int BUFFER_SIZE = 64 * 1024;

  private final ByteBuffer record;

  private StructureRecord(ByteBuffer record) {
    this.record = record;
  }

  /** Reads the message once and returns its encoded record. */
  public static ByteBuffer scan(Content message) throws IOException {
    var scanner = new MimeScanner();
    long size = message.size();
    var buffer = ByteBuffer.allocate((int) Math.min(BUFFER_SIZE, Math.max(1, size)));
    for (long at = 0; at < size; at += buffer.limit()) {
      buffer.clear();
      if (message.read(at, buffer) == 0) {
        throw new EOFException("message of " + size + " octets ends at " + at);
      }
      scanner.feed(buffer.flip());
    }
    return scanner.finish().encode();
  }

  /** A view of an encoded record; the buffer is not copied. */
  public static StructureRecord decode(ByteBuffer encoded) throws CorruptStructureException {
    var record = encoded.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    RecordFormat.check(record);
    return new StructureRecord(record);
  }

  /** ENVELOPE in IMAP syntax, with its parentheses; read-only, pure ASCII. */
  public ByteBuffer envelope() {
    return record.slice(texts(), record.getInt(8));
  }

  /** BODY without extension data. */
  public ByteBuffer body() {
    return record.slice(texts() + record.getInt(8), record.getInt(12));
  }

  public ByteBuffer bodyStructure() {
    return record.slice(texts() + record.getInt(8) + record.getInt(12), record.getInt(16));
  }

  /** Size of the message. */
  public long size() {
    return part(0).bodyEnd();
  }

  /** Size of the message's header with the blank line. */
  public long headerSize() {
    return part(0).bodyStart();
  }

  /**
   * Where that section lies in the message, or empty if there is no such part. For HEADER.FIELDS
   * and HEADER.FIELDS.NOT it is the whole header, from which {@link HeaderFields#select} picks.
   */
  public Optional<Range> locate(SectionName section) {
    return new SectionFinder(this).find(section);
  }

  /** The date of the Date field. */
  public Optional<OffsetDateTime> sent() {
    int zone = record.getInt(20);
    if (zone == RecordFormat.NO_DATE) {
      return Optional.empty();
    }
    var instant = Instant.ofEpochSecond(record.getLong(24));
    return Optional.of(instant.atOffset(ZoneOffset.ofTotalSeconds(zone)));
  }

  /** The date of the Date field without regard to time and zone, as SENTBEFORE and so on want. */
  public Optional<LocalDate> sentDate() {
    return sent().map(OffsetDateTime::toLocalDate);
  }

  int partCount() {
    return record.getInt(4);
  }

  PartEntry part(int index) {
    return new PartEntry(record, RecordFormat.HEADER_SIZE + index * RecordFormat.PART_SIZE);
  }

  private int texts() {
    return RecordFormat.HEADER_SIZE + partCount() * RecordFormat.PART_SIZE;
  }
}
