package org.culverhouse.store;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.culverhouse.api.Content;
import org.culverhouse.api.SpooledContent;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.NewMessage;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mime.StructureRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads new messages, scans and checksums them, before the store has to wait for them. What is too
 * large for the log goes to a file here. Thread-safe.
 */
final class MessagePreparation {
  private static final System.Logger LOG = System.getLogger(MessagePreparation.class.getName());

  /** Beyond so many octets in one APPEND, only small messages are held in memory. */
  private static final long MAX_IN_MEMORY = 32 << 20;

  private static final int SMALL = 1 << 16;

  private final StoreIo io;
  private final StoreFiles files;
  private final UUID store;
  private final StoreSettings settings;
  private final RandomGenerator random;
  private final AtomicLong nextBlobId;
  private final Disk disk;

  MessagePreparation(
      StoreIo io,
      StoreFiles files,
      UUID store,
      StoreSettings settings,
      RandomGenerator random,
      long nextBlobId,
      Disk disk) {
    this.io = io;
    this.files = files;
    this.store = store;
    this.settings = settings;
    this.random = random;
    this.nextBlobId = new AtomicLong(nextBlobId);
    this.disk = disk;
  }

  /** No message from now on has a smaller number. */
  long nextBlobId() {
    return nextBlobId.get();
  }

  List<PreparedMessage> prepare(List<NewMessage> messages) {
    var prepared = new ArrayList<PreparedMessage>(messages.size());
    boolean done = false;
    try {
      long inMemory = 0;
      for (var message : messages) {
        long size = message.content().size();
        boolean isInline =
            size <= settings.inlineBytes() && (size <= SMALL || inMemory + size <= MAX_IN_MEMORY);
        prepared.add(isInline ? inline(message) : external(message));
        inMemory += isInline ? size : 0;
      }
      done = true;
      return prepared;
    } catch (IOException e) {
      disk.noteFull();
      throw new MailException(Reason.UNAVAILABLE, "The message could not be stored now", e);
    } finally {
      if (!done) {
        discard(prepared);
      }
    }
  }

  private PreparedMessage inline(NewMessage message) throws IOException {
    var content = message.content();
    int size = Math.toIntExact(content.size());
    long blobId = nextBlobId.getAndIncrement();
    var guid = Guid.random(random);
    var pieces = pieces(content, size);
    var scan = new BodyScan();
    pieces.forEach(piece -> scan.update(piece.duplicate()));
    var payload = new ArrayList<ByteBuffer>(pieces.size() + 1);
    payload.add(
        RecordCodec.encode(
            new LogRecord.BlobHead(blobId, guid, scan.headerLength(), scan.lines(), size)));
    payload.addAll(pieces);
    var entry = Transaction.Entry.of(RecordType.BLOB, payload);
    return prepared(message, blobId, guid, entry, structure(content));
  }

  /** Where the message lies in memory, or a copy of it there. */
  private static List<ByteBuffer> pieces(Content content, int size) throws IOException {
    var pieces = content.pieces();
    if (!pieces.isEmpty()) {
      return pieces;
    }
    var copy = ByteBuffer.allocate(size);
    while (copy.hasRemaining()) {
      if (content.read(copy.position(), copy) <= 0) {
        throw new IOException("the content ends at " + copy.position());
      }
    }
    return List.of(copy.flip());
  }

  private PreparedMessage external(NewMessage message) throws IOException {
    long blobId = nextBlobId.getAndIncrement();
    var guid = Guid.random(random);
    var temporary = files.temporary(blobId);
    boolean done = false;
    try {
      var content = message.content();
      var record =
          take(content, temporary)
              ? BigFile.complete(io, temporary, store, blobId, guid, content)
              : BigFile.write(io, temporary, store, blobId, guid, content);
      io.rename(temporary, files.big(blobId));
      io.syncDirectory(files.big());
      done = true;
      var entry = Transaction.Entry.of(record);
      return prepared(message, blobId, guid, entry, structure(message.content()));
    } finally {
      if (!done) {
        deleteQuietly(temporary);
        deleteQuietly(files.big(blobId));
      }
    }
  }

  /** Makes the file of a spooled message ours, which is possible on the same disk only. */
  private boolean take(Content content, Path temporary) {
    if (!(content instanceof SpooledContent spooled)
        || SpooledContent.ROOM != BigFile.HEADER_LENGTH) {
      return false;
    }
    try {
      io.rename(Path.of(spooled.file()), temporary);
      spooled.taken();
      return true;
    } catch (IOException otherDisk) {
      LOG.log(Level.DEBUG, () -> "a spooled message is copied: " + otherDisk);
      return false;
    }
  }

  private static PreparedMessage prepared(
      NewMessage message,
      long blobId,
      Guid guid,
      Transaction.Entry entry,
      @Nullable ByteBuffer structure) {
    return new PreparedMessage(
        blobId,
        guid,
        entry,
        message.content().size(),
        message.flags(),
        message.internalDate().getEpochSecond(),
        structure);
  }

  /** A message is kept whatever the scanner makes of it. */
  private @Nullable ByteBuffer structure(Content content) throws IOException {
    try {
      return StructureRecord.scan(content, settings.keptFields());
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "The MIME scanner failed on a new message", e);
      return null;
    }
  }

  /** Removes the files of messages that have not been stored. */
  void discard(List<PreparedMessage> prepared) {
    for (var message : prepared) {
      if (message.entry().type() == RecordType.EXTERNAL_BLOB) {
        deleteQuietly(files.big(message.blobId()));
      }
    }
  }

  private void deleteQuietly(Path file) {
    try {
      io.delete(file);
    } catch (IOException e) {
      LOG.log(Level.WARNING, () -> file + " is not needed and could not be deleted: " + e);
    }
  }
}
