package org.culverhouse.index;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.culverhouse.index.IndexSection.BlockCheck;
import org.culverhouse.index.IndexSection.Stored;

/**
 * The octets of a section that is too large to be checked before it is needed: each block is
 * checked when it is read first. Thread-safe.
 */
final class StoredOctets {
  private final ByteBuffer octets;
  private final BlockCheck check;

  /** Two threads may check a block twice, which does no harm. */
  private final boolean[] sound;

  StoredOctets(Stored section) {
    octets = section.octets().slice().order(ByteOrder.LITTLE_ENDIAN);
    check = section.check();
    sound = new boolean[octets.remaining() / BlockCheck.LENGTH + 1];
  }

  /** Whether what stands there may be read. */
  boolean isSound(int at) {
    int block = at / BlockCheck.LENGTH;
    if (!sound[block]) {
      sound[block] = check.isSound(block);
    }
    return sound[block];
  }

  long getLong(int at) {
    return octets.getLong(at);
  }

  /** Reads numbers that stand one behind the other. */
  void getInts(int at, int[] target, int count) {
    octets.slice(at, count * 4).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(target, 0, count);
  }

  void getLongs(int at, long[] target, int count) {
    octets.slice(at, count * 8).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(target, 0, count);
  }

  int getInt(int at) {
    return octets.getInt(at);
  }
}
