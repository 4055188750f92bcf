package org.culverhouse.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.culverhouse.mailbox.UidBitmap;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class BitmapEditTest {
  private static List<Long> members(UidBitmap bitmap) {
    var members = new java.util.ArrayList<Long>();
    bitmap.iterator().forEachRemaining((long uid) -> members.add(uid));
    return members;
  }

  @Test
  void whatHasBeenBuiltDoesNotChange() {
    var random = new SplittableRandom(1);
    var set = new TreeSet<Long>();
    var edit = new BitmapEdit(UidBitmap.EMPTY);
    for (int step = 0; step < 500; step++) {
      long first = 1 + random.nextLong(200_000);
      var range = RoaringBitmap.bitmapOfRange(first, first + 50);
      var before = edit.build();
      var beforeMembers = members(before);
      switch (random.nextInt(4)) {
        case 0 -> {
          edit.add(first);
          set.add(first);
        }
        case 1 -> {
          edit.addAll(range);
          range.stream().forEach(uid -> set.add((long) uid));
        }
        case 2 -> {
          edit.removeAll(range);
          range.stream().forEach(uid -> set.remove((long) uid));
        }
        default -> edit.compress();
      }
      assertThat(members(before)).isEqualTo(beforeMembers);
      assertThat(members(edit.build())).isEqualTo(List.copyOf(set));
    }
  }

  @Test
  void nothingIsCopiedWhenNothingChanges() {
    var base = UidBitmap.of(5);
    var edit = new BitmapEdit(base);
    edit.addAll(new RoaringBitmap());
    edit.removeAll(RoaringBitmap.bitmapOf(6));
    assertThat(edit.build()).isSameAs(base);
  }
}
