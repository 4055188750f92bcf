package org.culverhouse.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.culverhouse.index.IndexSection.BlockCheck;
import org.culverhouse.store.SectionFile.Seed;

/** The checksums of the blocks of a section in the making; one thread. */
final class BlockSums {
  private static final int BLOCKS_AT_FIRST = 16;

  private final Seed seed;
  private CRC32C crc;
  private int inBlock;
  private ByteBuffer sums = ByteBuffer.allocate(BLOCKS_AT_FIRST * 4).order(ByteOrder.LITTLE_ENDIAN);

  BlockSums(Seed seed) {
    this.seed = seed;
    crc = seed.crc();
  }

  /** How many octets the checksums of a section have. */
  static long length(long sectionLength) {
    return (sectionLength + BlockCheck.LENGTH - 1) / BlockCheck.LENGTH * 4;
  }

  void add(ByteBuffer octets) {
    while (octets.hasRemaining()) {
      if (inBlock == BlockCheck.LENGTH) {
        endBlock();
      }
      int count = Math.min(octets.remaining(), BlockCheck.LENGTH - inBlock);
      crc.update(octets.slice(octets.position(), count));
      octets.position(octets.position() + count);
      inBlock += count;
    }
  }

  private void endBlock() {
    if (!sums.hasRemaining()) {
      sums =
          ByteBuffer.allocate(sums.capacity() * 2).order(ByteOrder.LITTLE_ENDIAN).put(sums.flip());
    }
    sums.putInt((int) crc.getValue());
    crc = seed.crc();
    inBlock = 0;
  }

  /** One for each block; an empty section has one. */
  ByteBuffer done() {
    endBlock();
    return sums.flip();
  }

  /** Compares blocks of a file with their checksums. */
  record Check(Seed seed, ByteBuffer octets, ByteBuffer sums) implements BlockCheck {
    @Override
    public boolean isSound(int block) {
      int at = block * LENGTH;
      int length = Math.min(LENGTH, octets.limit() - at);
      try {
        return seed.of(octets.slice(at, length)) == sums.getInt(block * 4);
      } catch (InternalError unreadable) {
        // A page of a mapped file that the disk cannot read.
        return false;
      }
    }
  }
}
