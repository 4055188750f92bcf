package org.culverhouse.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.culverhouse.mailbox.UidBitmap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.RoaringBitmap;

class SlotsTest {
  private static UidBitmap bitmap(Iterable<Long> uids) {
    var bits = new RoaringBitmap();
    uids.forEach(uid -> bits.add(uid.intValue()));
    return UidBitmap.wrap(bits);
  }

  /** From one in a thousand to nearly all; many runs make it read everything in one pass. */
  @ParameterizedTest
  @ValueSource(ints = {1, 20, 300, 500, 700, 980, 999, 1000})
  void runsHoldTheSlotsOfJustTheseMessages(int perMille) {
    var random = new SplittableRandom(perMille);
    var all = new ArrayList<Long>(new TreeSet<>(random.longs(9000, 1, 60_000).boxed().toList()));
    all.add(0xFFFF_FFFEL);
    all.add(0xFFFF_FFFFL);
    var some = new ArrayList<Long>();
    var expected = new ArrayList<Integer>();
    for (int slot = 0; slot < all.size(); slot++) {
      if (random.nextInt(1000) < perMille) {
        some.add(all.get(slot));
        expected.add(slot);
      }
    }
    var found = new ArrayList<Integer>();
    Slots.forEachRun(
        bitmap(all),
        bitmap(some),
        (from, to) -> {
          for (int slot = from; slot < to; slot++) {
            found.add(slot);
          }
        });
    assertThat(found).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 77, 0x7FFF_FFFFL, 0x8000_0000L, 0xFFFF_FFFFL})
  void theSlotOfAMessageIsItsRank(long uid) {
    var uids = bitmap(List.of(1L, 77L, 0x7FFF_FFFFL, 0x8000_0000L, 0xFFFF_FFFFL));
    assertThat(uids.select(Slots.of(uids, uid) + 1)).isEqualTo(uid);
  }
}
