package org.culverhouse.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.culverhouse.api.Content;

/** A message in a file of its own, read block by block; each block is checked. One thread. */
final class BigContent implements Content {
  private final ReadHandles.Lease lease;
  private final Path file;
  private final long size;

  /** A checksum for each block, little-endian. */
  private final ByteBuffer table;

  private ByteBuffer block = ByteBuffer.allocate(0);
  private long blockNumber = -1;

  BigContent(ReadHandles.Lease lease, Path file, long size, ByteBuffer table) {
    this.lease = lease;
    this.file = file;
    this.size = size;
    this.table = table;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    int total = 0;
    while (target.hasRemaining() && position + total < size) {
      long at = position + total;
      load(at / BigFile.BLOCK);
      int from = (int) (at % BigFile.BLOCK);
      int count = Math.min(target.remaining(), block.limit() - from);
      target.put(target.position(), block, from, count);
      target.position(target.position() + count);
      total += count;
    }
    return total;
  }

  private void load(long number) throws IOException {
    if (number == blockNumber) {
      return;
    }
    if (block.capacity() == 0) {
      block = ByteBuffer.allocate((int) Math.min(BigFile.BLOCK, size));
    }
    blockNumber = -1;
    long start = number * BigFile.BLOCK;
    block.clear().limit((int) Math.min(BigFile.BLOCK, size - start));
    lease.read(BigFile.HEADER_LENGTH + start, block);
    int expected = table.getInt((int) number * 4);
    int found = RecordHeader.checksum(block.flip());
    if (expected != found) {
      throw new CorruptFileException(
          file.toString(),
          BigFile.HEADER_LENGTH + start,
          "checksum of the block",
          Integer.toHexString(expected),
          Integer.toHexString(found));
    }
    blockNumber = number;
  }

  /** What is read next is read from the disk, and checked, once more. */
  @Override
  public void rest() {
    block = ByteBuffer.allocate(0);
    blockNumber = -1;
  }

  @Override
  public void close() {
    lease.close();
    rest();
  }
}
