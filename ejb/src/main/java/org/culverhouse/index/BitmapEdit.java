package org.culverhouse.index;

import org.culverhouse.mailbox.UidBitmap;
import org.roaringbitmap.RoaringBitmap;

/**
 * The next state of a bitmap in the making; one writer. Copies what it started from when it must.
 */
final class BitmapEdit {
  private UidBitmap base;
  private RoaringBitmap bits;
  private boolean own;

  BitmapEdit(UidBitmap base) {
    this.base = base;
    this.bits = base.bits();
  }

  RoaringBitmap read() {
    return bits;
  }

  void add(long uid) {
    own().add((int) uid);
  }

  void addRange(long first, long last) {
    own().add(first, last + 1);
  }

  void addAll(RoaringBitmap other) {
    if (!other.isEmpty()) {
      own().or(other);
    }
  }

  void removeAll(RoaringBitmap other) {
    if (RoaringBitmap.intersects(bits, other)) {
      own().andNot(other);
    }
  }

  void replace(RoaringBitmap by) {
    bits = by;
    own = true;
  }

  void compress() {
    own().runOptimize();
  }

  private RoaringBitmap own() {
    if (!own) {
      bits = bits.clone();
      own = true;
    }
    return bits;
  }

  /** What has been made so far; later changes go to a copy. */
  UidBitmap build() {
    if (own) {
      own = false;
      base = UidBitmap.wrap(bits);
    }
    return base;
  }
}
