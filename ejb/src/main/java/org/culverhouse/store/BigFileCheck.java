package org.culverhouse.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;

/** Reads every octet of the file of a large message. */
final class BigFileCheck {
  private BigFileCheck() {}

  /**
   * @throws IOException if the file is not what was written
   */
  static void run(
      StoreIo io, ReadHandles handles, Path file, UUID store, LogRecord.ExternalBlob record)
      throws IOException {
    long size = record.head().size();
    var digest = BigFile.sha256();
    try (var content = BigFile.open(handles, file, store, record)) {
      var block = ByteBuffer.allocate((int) Math.min(BigFile.BLOCK, size));
      for (long at = 0; at < size; at += block.limit()) {
        block.clear().limit((int) Math.min(BigFile.BLOCK, size - at));
        content.read(at, block);
        digest.update(block.flip());
      }
    }
    if (!Arrays.equals(digest.digest(), record.sha256())) {
      throw new CorruptFileException(
          file.toString(), BigFile.HEADER_LENGTH, "SHA-256", "that of the message", "another");
    }
    try (var handle = io.open(file, StoreIo.Access.READ)) {
      if (handle.size() != BigFile.length(size)) {
        throw new CorruptFileException(
            file.toString(), 0, "length", BigFile.length(size), handle.size());
      }
    }
  }

  /** Whether nothing but zeros stands between the message and the checksums. */
  static boolean isPadded(StoreIo io, Path file, long size) throws IOException {
    try (var handle = io.open(file, StoreIo.Access.READ)) {
      var padding = ByteBuffer.allocate((int) (-size & 7));
      handle.read(BigFile.HEADER_LENGTH + size, padding);
      return padding.flip().equals(ByteBuffer.allocate(padding.limit()));
    }
  }
}
