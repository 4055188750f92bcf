package org.culverhouse.store;

import java.nio.ByteBuffer;
import org.culverhouse.index.IndexSection.BlockCheck;
import org.culverhouse.store.SectionFile.Seed;
import org.jspecify.annotations.Nullable;

/** Compares a section with its one checksum, whatever block is asked for; thread-safe. */
final class WholeSum implements BlockCheck {
  private final Seed seed;
  private final ByteBuffer octets;
  private final int sum;
  private volatile @Nullable Boolean isSound;

  WholeSum(Seed seed, ByteBuffer octets, int sum) {
    this.seed = seed;
    this.octets = octets;
    this.sum = sum;
  }

  @Override
  public boolean isSound(int block) {
    var known = isSound;
    if (known == null) {
      known = check();
      isSound = known;
    }
    return known;
  }

  private boolean check() {
    try {
      return seed.of(octets) == sum;
    } catch (InternalError unreadable) {
      // A page of a mapped file that the disk cannot read.
      return false;
    }
  }
}
