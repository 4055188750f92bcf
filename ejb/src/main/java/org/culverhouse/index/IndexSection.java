package org.culverhouse.index;

import java.nio.ByteBuffer;

/**
 * A part of an index on its way to a file.
 *
 * @param codec how the octets are to be understood; its meaning depends on the id
 * @param pieces the octets, made one piece after the other when they are asked for, little-endian
 */
public record IndexSection(int id, int codec, Iterable<ByteBuffer> pieces) {
  /**
   * A part of an index as a file has it; the octets may be mapped, and are only read.
   *
   * @param check is asked about a block before anything in it is believed
   */
  public record Stored(int codec, ByteBuffer octets, BlockCheck check) {
    /** Octets that are known to be sound. */
    public Stored(int codec, ByteBuffer octets) {
      this(codec, octets, block -> true);
    }

    /** Whether all of it is what was written. */
    public boolean isSound() {
      for (int block = 0; block <= (octets.remaining() - 1) / BlockCheck.LENGTH; block++) {
        if (!check.isSound(block)) {
          return false;
        }
      }
      return true;
    }
  }

  /** Compares a block of a section with its checksum. */
  public interface BlockCheck {
    int LENGTH = 1 << 16;

    boolean isSound(int block);
  }
}
