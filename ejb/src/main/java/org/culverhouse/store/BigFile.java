package org.culverhouse.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.culverhouse.api.Content;

/**
 * The file of a message that is too large for the log: header, octets, a checksum for each block of
 * them, footer (docs/formats/big.md).
 */
final class BigFile {
  static final int BLOCK = 1 << 18;
  static final int HEADER_LENGTH = 128;
  static final int FOOTER_LENGTH = 64;
  private static final String MAGIC = "IMBIGMSG";
  private static final String END_MAGIC = "IMBIGEND";

  private BigFile() {}

  /** Where the checksums of the blocks are. */
  static long tableAt(long size) {
    return HEADER_LENGTH + (size + 7) / 8 * 8;
  }

  /** How long the file of a message is. */
  static long length(long size) {
    long blocks = (size + BLOCK - 1) / BLOCK;
    return tableAt(size) + (blocks * 4 + 7) / 8 * 8 + FOOTER_LENGTH;
  }

  /** What the header of a file says. */
  record Head(UUID store, long number, Guid guid, long size, long block) {}

  static Head head(StoreIo.Handle handle, String file) throws IOException {
    var header = ByteBuffer.allocate(HEADER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    handle.read(0, header);
    FileHeader.check(header, MAGIC, file);
    return new Head(
        FileHeader.store(header),
        header.getLong(32),
        new Guid(header.getLong(40), header.getLong(48)),
        header.getLong(56),
        header.getInt(64));
  }

  /** Writes a message, which is on disk afterwards but for the name of its file. */
  static LogRecord.ExternalBlob write(
      StoreIo io, Path file, UUID store, long blobId, Guid guid, Content content)
      throws IOException {
    io.delete(file);
    try (var handle = io.open(file, StoreIo.Access.CREATE)) {
      return finish(
          handle,
          new Head(store, blobId, guid, content.size(), BLOCK),
          content,
          (at, block) -> handle.write(HEADER_LENGTH + at, List.of(block)));
    }
  }

  /** As {@link #write}, for a file in which the message stands already where it belongs. */
  static LogRecord.ExternalBlob complete(
      StoreIo io, Path file, UUID store, long blobId, Guid guid, Content content)
      throws IOException {
    try (var handle = io.open(file, StoreIo.Access.WRITE)) {
      return finish(
          handle, new Head(store, blobId, guid, content.size(), BLOCK), content, (at, block) -> {});
    }
  }

  /** Takes a block of a message. */
  private interface BlockSink {
    void put(long at, ByteBuffer block) throws IOException;
  }

  private static LogRecord.ExternalBlob finish(
      StoreIo.Handle handle, Head head, Content content, BlockSink sink) throws IOException {
    var header = FileHeader.start(MAGIC, HEADER_LENGTH, head.store);
    header.putLong(head.number).putLong(head.guid.high()).putLong(head.guid.low());
    header.putLong(head.size).putInt(BLOCK);
    handle.write(0, List.of(FileHeader.finish(header)));
    var scan = new BodyScan();
    var digest = sha256();
    var table = new int[Math.toIntExact((head.size + BLOCK - 1) / BLOCK)];
    var block = ByteBuffer.allocate(BLOCK);
    for (int i = 0; i < table.length; i++) {
      long at = (long) i * BLOCK;
      fill(content, at, block);
      scan.update(block.duplicate());
      digest.update(block.duplicate());
      table[i] = RecordHeader.checksum(block);
      sink.put(at, block);
    }
    var sha256 = digest.digest();
    handle.write(tableAt(head.size), List.of(end(table, head.size, sha256)));
    handle.forceAll();
    var described =
        new LogRecord.BlobHead(
            head.number, head.guid, scan.headerLength(), scan.lines(), head.size);
    return new LogRecord.ExternalBlob(described, sha256);
  }

  private static void fill(Content content, long at, ByteBuffer block) throws IOException {
    block.clear().limit((int) Math.min(BLOCK, content.size() - at));
    while (block.hasRemaining()) {
      if (content.read(at + block.position(), block) <= 0) {
        throw new IOException("the content ends at " + (at + block.position()));
      }
    }
    block.flip();
  }

  private static ByteBuffer end(int[] table, long size, byte[] sha256) {
    int tableLength = (table.length * 4 + 7) / 8 * 8;
    var end = ByteBuffer.allocate(tableLength + FOOTER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    for (int checksum : table) {
      end.putInt(checksum);
    }
    var footer = end.slice(tableLength, FOOTER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    footer.put(END_MAGIC.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    footer.putLong(size).put(sha256);
    footer.putInt(table.length).putInt(RecordHeader.checksum(end.slice(0, tableLength)));
    footer.putInt(0).putInt(RecordHeader.checksum(footer.slice(0, FOOTER_LENGTH - 4)));
    return end.clear();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The message in a file, as the record in the log describes it; blocks are checked as read. */
  static Content open(ReadHandles handles, Path file, UUID store, LogRecord.ExternalBlob record)
      throws IOException {
    var lease = handles.lease(file);
    boolean done = false;
    try {
      var content = open(lease, file, store, record);
      done = true;
      return content;
    } finally {
      if (!done) {
        lease.close();
      }
    }
  }

  private static Content open(
      ReadHandles.Lease lease, Path file, UUID store, LogRecord.ExternalBlob record)
      throws IOException {
    var header = ByteBuffer.allocate(HEADER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    lease.read(0, header);
    FileHeader.check(header, MAGIC, file.toString());
    var head = record.head();
    if (!FileHeader.store(header).equals(store)
        || header.getLong(32) != head.blobId()
        || header.getLong(56) != head.size()
        || header.getInt(64) != BLOCK) {
      throw new CorruptFileException(
          file.toString(), 32, "message", head.blobId(), header.getLong(32));
    }
    long size = head.size();
    int blocks = Math.toIntExact((size + BLOCK - 1) / BLOCK);
    int tableLength = (blocks * 4 + 7) / 8 * 8;
    var end = ByteBuffer.allocate(tableLength + FOOTER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    lease.read(tableAt(size), end);
    var footer = end.slice(tableLength, FOOTER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    var sha256 = Arrays.copyOfRange(end.array(), tableLength + 16, tableLength + 48);
    if (footer.getInt(60) != RecordHeader.checksum(footer.slice(0, FOOTER_LENGTH - 4))
        || footer.getInt(52) != RecordHeader.checksum(end.slice(0, tableLength))
        || !Arrays.equals(sha256, record.sha256())) {
      throw new CorruptFileException(
          file.toString(), tableAt(size), "footer", "that of the message", "another");
    }
    return new BigContent(lease, file, size, end);
  }
}
