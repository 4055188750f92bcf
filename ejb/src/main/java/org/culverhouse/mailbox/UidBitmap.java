package org.culverhouse.mailbox;

import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import org.culverhouse.api.model.NumberRange;
import org.culverhouse.api.model.PartialRange;
import org.culverhouse.api.model.UidSet;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * A set of UIDs of one mailbox as a compressed bitmap with rank and select; immutable, may be
 * shared. UIDs are unsigned 32-bit numbers, which is how Roaring orders its ints.
 */
public final class UidBitmap {
  public static final UidBitmap EMPTY = new UidBitmap(new RoaringBitmap());

  /** So many ranges are looked for with an index; more are not worth it. */
  private static final int FEW_RANGES = 1000;

  private final RoaringBitmap bits;

  private UidBitmap(RoaringBitmap bits) {
    this.bits = bits;
  }

  /** Takes the bitmap over: nobody may change it afterwards. */
  public static UidBitmap wrap(RoaringBitmap bits) {
    return bits.isEmpty() ? EMPTY : new UidBitmap(bits);
  }

  public static UidBitmap of(long uid) {
    return wrap(RoaringBitmap.bitmapOfRange(uid, uid + 1));
  }

  public static UidBitmap of(List<NumberRange> ranges) {
    var bits = new RoaringBitmap();
    ranges.forEach(range -> bits.add(range.first(), range.last() + 1));
    return wrap(bits);
  }

  /** The bits themselves, only to be read. */
  public RoaringBitmap bits() {
    return bits;
  }

  public boolean isEmpty() {
    return bits.isEmpty();
  }

  public int size() {
    return bits.getCardinality();
  }

  public boolean contains(long uid) {
    return bits.contains((int) uid);
  }

  /** How many members are at most {@code uid}: for a member, its sequence number. */
  public int rank(long uid) {
    return bits.rank((int) uid);
  }

  /** The member with that sequence number, counted from 1. */
  public long select(int number) {
    return Integer.toUnsignedLong(bits.select(number - 1));
  }

  public long first() {
    return Integer.toUnsignedLong(bits.first());
  }

  public long last() {
    return Integer.toUnsignedLong(bits.last());
  }

  /** Whether there is no gap between members, so that sequence numbers are differences. */
  public boolean isDense() {
    return !isEmpty() && last() - first() + 1 == size();
  }

  public UidBitmap and(UidBitmap other) {
    return wrap(RoaringBitmap.and(bits, other.bits));
  }

  public UidBitmap or(UidBitmap other) {
    if (other.isEmpty()) {
      return this;
    }
    return isEmpty() ? other : wrap(RoaringBitmap.or(bits, other.bits));
  }

  public UidBitmap andNot(UidBitmap other) {
    return other.isEmpty() ? this : wrap(RoaringBitmap.andNot(bits, other.bits));
  }

  /** The other one if it has the same members, so that they are in memory once; else this. */
  UidBitmap orSame(UidBitmap other) {
    return this != other && equals(other) ? other : this;
  }

  /** The sequence number that each member has among {@code all}, to which it belongs. */
  public UidBitmap ranksIn(UidBitmap all) {
    var ranks = new RoaringBitmap();
    PeekableIntIterator each = all.bits.getIntIterator();
    int rank = 0;
    for (var members = bits.getIntIterator(); members.hasNext(); ) {
      int uid = members.next();
      if (each.hasNext() && each.peekNext() == uid) {
        rank++;
      } else {
        each.advanceIfNeeded(uid);
        rank = all.bits.rank(uid);
      }
      each.next();
      ranks.add(rank);
    }
    return wrap(ranks);
  }

  /** Members from {@code first} to {@code last}. */
  public UidBitmap within(long first, long last) {
    if (isEmpty() || first > last() || last < first() || first > last) {
      return EMPTY;
    }
    // A range up to the largest UID would be a bitmap of 65,536 containers.
    long from = Math.max(first, first());
    long to = Math.min(last, last());
    return and(wrap(RoaringBitmap.bitmapOfRange(from, to + 1)));
  }

  /** The members at these positions. */
  public UidBitmap window(PartialRange positions) {
    long from = positions.from(size());
    long to = positions.to(size());
    return from > to ? EMPTY : within(select((int) from), select((int) to));
  }

  /** Members in any of the ranges. */
  public UidBitmap within(List<NumberRange> ranges) {
    if (isEmpty()) {
      return EMPTY;
    }
    var named = new RoaringBitmap();
    for (var range : ranges) {
      long from = Math.max(range.first(), first());
      long to = Math.min(range.last(), last());
      if (from <= to) {
        named.add(from, to + 1);
      }
    }
    return and(wrap(named));
  }

  /** Ascending. */
  public PrimitiveIterator.OfLong iterator() {
    var ints = bits.getIntIterator();
    return new PrimitiveIterator.OfLong() {
      @Override
      public boolean hasNext() {
        return ints.hasNext();
      }

      @Override
      public long nextLong() {
        return Integer.toUnsignedLong(ints.next());
      }
    };
  }

  /** The members as ascending ranges. */
  public UidSet toUidSet() {
    var ranges = new ArrayList<NumberRange>();
    if (isEmpty()) {
      return new UidSet(ranges);
    }
    long end = last();
    long first = first();
    while (ranges.size() < FEW_RANGES) {
      long absent = bits.nextAbsentValue((int) first);
      long last = absent < 0 ? end : Math.min(end, absent - 1);
      ranges.add(new NumberRange(first, last));
      if (last == end) {
        return new UidSet(ranges);
      }
      first = bits.nextValue((int) (last + 1));
    }
    addRanges(first, ranges);
    return new UidSet(ranges);
  }

  /** From a member on, one member after the other: of many ranges most are short. */
  private void addRanges(long from, List<NumberRange> ranges) {
    var members = bits.getIntIterator();
    members.advanceIfNeeded((int) from);
    long first = from;
    long last = Integer.toUnsignedLong(members.next());
    while (members.hasNext()) {
      long uid = Integer.toUnsignedLong(members.next());
      if (uid != last + 1) {
        ranges.add(new NumberRange(first, last));
        first = uid;
      }
      last = uid;
    }
    ranges.add(new NumberRange(first, last));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UidBitmap bitmap && bitmap.bits.equals(bits);
  }

  @Override
  public int hashCode() {
    return bits.hashCode();
  }

  @Override
  public String toString() {
    return toUidSet().toString();
  }
}
