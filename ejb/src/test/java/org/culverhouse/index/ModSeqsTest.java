package org.culverhouse.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.culverhouse.api.model.NumberRange;
import org.culverhouse.mailbox.UidBitmap;
import org.junit.jupiter.api.Test;

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

  @Test
  void everySlotHasTheNumberThatWasSetLast() {
    var random = new SplittableRandom(1);
    var state = ModSeqs.EMPTY;
    var list = new ArrayList<Long>();
    var earlier = state;
    var earlierList = List.<Long>of();
    long modSeq = 1;
    for (int step = 0; step < 300; step++) {
      var edit = new ModSeqEdit(state);
      modSeq++;
      for (int i = random.nextInt(60); i > 0; i--) {
        edit.append(modSeq);
        list.add(modSeq);
      }
      if (!list.isEmpty() && random.nextBoolean()) {
        int from = random.nextInt(4) == 0 ? 0 : random.nextInt(list.size());
        int to = random.nextInt(4) == 0 ? list.size() : from + random.nextInt(list.size() - from);
        edit.set(from, to, ++modSeq);
        for (int slot = from; slot < to; slot++) {
          list.set(slot, modSeq);
        }
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
