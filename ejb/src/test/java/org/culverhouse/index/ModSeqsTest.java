package org.culverhouse.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.culverhouse.api.model.NumberRange;
import org.culverhouse.mailbox.UidBitmap;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class ModSeqsTest {
  private static List<Long> values(ModSeqs modSeqs) {
    var values = new ArrayList<Long>();
    for (int slot = 0; slot < modSeqs.slots; slot++) {
      values.add(modSeqs.get(slot));
    }
    return values;
  }

  private static List<Integer> above(ModSeqs modSeqs, long bound) {
    var found = new SlotSet(modSeqs.slots);
    modSeqs.above(bound, found);
    if (modSeqs.slots == 0) {
      return List.of();
    }
    var all = UidBitmap.of(List.of(new NumberRange(1, modSeqs.slots)));
    return found.uids(all).bits().stream().map(uid -> uid - 1).boxed().toList();
  }

  private static void set(ModSeqEdit edit, int slots, RoaringBitmap some, long modSeq) {
    var all = UidBitmap.of(List.of(new NumberRange(1, slots)));
    SlotBlock.forEach(all, UidBitmap.wrap(some), block -> edit.set(block, modSeq));
  }

  /** One, some here and there, or a range. */
  private static RoaringBitmap some(SplittableRandom random, int slots) {
    long first = random.nextInt(4) == 0 ? 1 : 1 + random.nextInt(slots);
    long last = random.nextInt(4) == 0 ? slots : first + random.nextInt(slots);
    var range = RoaringBitmap.bitmapOfRange(first, Math.min(slots, last) + 1);
    return switch (random.nextInt(6)) {
      case 0 -> range;
      case 1 ->
          RoaringBitmap.bitmapOf(range.stream().filter(uid -> random.nextInt(20) == 0).toArray());
      default -> RoaringBitmap.bitmapOf((int) first);
    };
  }

  @Test
  void everySlotHasTheNumberThatWasSetLast() {
    var random = new SplittableRandom(1);
    var state = ModSeqs.EMPTY;
    var list = new ArrayList<Long>();
    var earlier = state;
    var earlierList = List.<Long>of();
    long modSeq = 1;
    for (int step = 0; step < 1500; step++) {
      var edit = new ModSeqEdit(state);
      modSeq++;
      for (int i = random.nextInt(12); i > 0; i--) {
        edit.append(modSeq);
        list.add(modSeq);
      }
      if (!list.isEmpty() && random.nextBoolean()) {
        var some = some(random, list.size());
        long number = random.nextInt(20) == 0 ? random.nextLong(1, modSeq) : ++modSeq;
        set(edit, list.size(), some, number);
        some.forEach((int uid) -> list.set(uid - 1, number));
      }
      state = edit.build();
      long bound = random.nextLong(modSeq + 1);
      assertThat(values(state)).isEqualTo(list);
      assertThat(above(state, bound))
          .isEqualTo(
              java.util.stream.IntStream.range(0, list.size())
                  .filter(slot -> list.get(slot) > bound)
                  .boxed()
                  .toList());
      assertThat(values(earlier)).as("an earlier state").isEqualTo(earlierList);
      if (random.nextInt(10) == 0) {
        earlier = state;
        earlierList = List.copyOf(list);
      }
    }
    assertThat(list.size()).isGreaterThan(3 * ModSeqs.CHUNK);
  }
}
