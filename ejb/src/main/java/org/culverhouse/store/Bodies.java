package org.culverhouse.store;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.CRC32C;
import org.culverhouse.api.Content;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;

/** Reads the bodies of one store, each checked before its first octet is given out. Thread-safe. */
final class Bodies {
  private static final System.Logger LOG = System.getLogger(Bodies.class.getName());

  /** Up to this size a message is read at once. */
  private static final int SMALL = 1 << 16;

  private static final int REMEMBERED = 1 << 10;
  private static final int PREFIX = RecordHeader.LENGTH + RecordCodec.BLOB_HEAD_LENGTH;

  private final StoreFiles files;
  private final UUID store;
  private final ReadHandles handles;
  private final LongAdder opened;

  /** Pointers of large bodies that have been checked; each place remembers one. */
  private final AtomicLongArray checked = new AtomicLongArray(REMEMBERED);

  /**
   * Large messages of which a block was found damaged while they were sent. That ends a connection,
   * since the client has been promised all octets; from then on they are refused, and a client that
   * comes again gets all others.
   */
  private final Set<Path> damaged = ConcurrentHashMap.newKeySet();

  /** {@code opened} counts what is read. */
  Bodies(StoreFiles files, UUID store, ReadHandles handles, LongAdder opened) {
    this.files = files;
    this.store = store;
    this.handles = handles;
    this.opened = opened;
  }

  /**
   * The message to which the pointer leads.
   *
   * @throws MailException with {@link Reason#CORRUPT} or {@link Reason#UNAVAILABLE}
   */
  Content open(long pointer, long size) {
    opened.increment();
    try {
      return read(pointer, size);
    } catch (CorruptFileException | NoSuchFileException e) {
      throw new MailException(Reason.CORRUPT, "The message is damaged on disk", e);
    } catch (IOException e) {
      throw new MailException(Reason.UNAVAILABLE, "The message cannot be read from disk now", e);
    }
  }

  private Content read(long pointer, long size) throws IOException {
    long segment = Pointer.segment(pointer);
    long offset = Pointer.offset(pointer);
    var path = files.segment(segment);
    if (size < 0 || size > Long.MAX_VALUE - PREFIX) {
      throw new CorruptFileException(path.toString(), offset, "size", "that of a message", size);
    }
    var octets = ByteBuffer.allocate((int) Math.min(PREFIX + size, SMALL));
    handles.read(path, offset, octets);
    octets.flip();
    var seed = new RecordHeader.Seed(store, segment);
    if (octets.limit() < PREFIX || !RecordHeader.isAt(octets, seed, offset)) {
      throw new CorruptFileException(path.toString(), offset, "record", "a body", "no record");
    }
    var header = RecordHeader.get(octets);
    if (header.type() == RecordType.EXTERNAL_BLOB.number()) {
      return external(path.toString(), offset, header);
    }
    long length = RecordCodec.BLOB_HEAD_LENGTH + size;
    if (header.type() != RecordType.BLOB.number() || header.payloadLength() != length) {
      throw new CorruptFileException(
          path.toString(), offset, "length of the body", length, header.payloadLength());
    }
    return RecordHeader.LENGTH + length <= octets.limit()
        ? small(octets, path.toString(), offset, header)
        : large(path, pointer, size, header);
  }

  private static Content small(ByteBuffer octets, String file, long offset, RecordHeader header)
      throws CorruptFileException {
    var payload = octets.slice(RecordHeader.LENGTH, header.payloadLength());
    checkEqual(file, offset, header.dataCrc(), RecordHeader.checksum(payload));
    return Content.of(payload.position(RecordCodec.BLOB_HEAD_LENGTH).slice().asReadOnlyBuffer());
  }

  private Content large(Path path, long pointer, long size, RecordHeader header)
      throws IOException {
    var segment = handles.lease(path);
    boolean done = false;
    try {
      int place = (int) ((pointer * 0x9E3779B97F4A7C15L) >>> 54);
      if (checked.get(place) != pointer) {
        check(segment, path, Pointer.offset(pointer) + RecordHeader.LENGTH, header);
        checked.set(place, pointer);
      }
      done = true;
      return new SegmentContent(segment, path, Pointer.offset(pointer) + PREFIX, size);
    } finally {
      if (!done) {
        segment.close();
      }
    }
  }

  private static void check(ReadHandles.Lease segment, Path path, long start, RecordHeader header)
      throws IOException {
    var crc = new CRC32C();
    var buffer = ByteBuffer.allocate(SMALL);
    for (long at = 0; at < header.payloadLength(); at += SMALL) {
      buffer.clear().limit((int) Math.min(SMALL, header.payloadLength() - at));
      segment.read(start + at, buffer);
      crc.update(buffer.flip());
    }
    checkEqual(path.toString(), start, header.dataCrc(), (int) crc.getValue());
  }

  private Content external(String file, long offset, RecordHeader header) throws IOException {
    if (header.payloadLength() > SMALL) {
      throw new CorruptFileException(
          file, offset, "length of the record", "a short one", header.payloadLength());
    }
    var payload = ByteBuffer.allocate(header.payloadLength());
    handles.read(Path.of(file), offset + RecordHeader.LENGTH, payload);
    checkEqual(file, offset, header.dataCrc(), RecordHeader.checksum(payload.flip()));
    var record =
        RecordCodec.decode(RecordType.EXTERNAL_BLOB, new PayloadReader(payload, file, offset));
    if (record instanceof LogRecord.ExternalBlob blob) {
      var big = files.big(blob.head().blobId());
      if (damaged.contains(big)) {
        throw new CorruptFileException(big.toString(), 0, "blocks", "sound ones", "a damaged one");
      }
      return new CheckedContent(
          BigFile.open(handles, big, store, blob), why -> noteDamage(big, why));
    }
    throw new CorruptFileException(file, offset, "record", "an external body", record.type());
  }

  private void noteDamage(Path big, CorruptFileException why) {
    if (damaged.size() < REMEMBERED && damaged.add(big)) {
      LOG.log(Level.ERROR, "Damage: " + why.getMessage());
    }
  }

  private static void checkEqual(String file, long offset, int expected, int found)
      throws CorruptFileException {
    if (expected != found) {
      throw new CorruptFileException(
          file,
          offset,
          "checksum of the record",
          Integer.toHexString(expected),
          Integer.toHexString(found));
    }
  }
}
