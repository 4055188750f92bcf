package org.culverhouse.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.culverhouse.api.model.NumberRange;
import org.culverhouse.api.model.Uid;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

/** UIDs around the signs of 32-bit numbers, up to the largest there is. */
class UidBitmapTest {
  private static final List<Long> UIDS =
      List.of(1L, (1L << 31) - 1, 1L << 31, (1L << 31) + 1, Uid.MAX - 1, Uid.MAX);
  private final UidBitmap bitmap =
      UidBitmap.of(UIDS.stream().map(uid -> new NumberRange(uid, uid)).toList());

  @Test
  void uidsAreUnsigned() {
    assertThat(bitmap.first()).isEqualTo(1);
    assertThat(bitmap.last()).isEqualTo(Uid.MAX);
    assertThat(bitmap).hasToString("1,2147483647:2147483649,4294967294:4294967295");
    for (int i = 0; i < UIDS.size(); i++) {
      assertThat(bitmap.rank(UIDS.get(i))).isEqualTo(i + 1);
      assertThat(bitmap.select(i + 1)).isEqualTo(UIDS.get(i));
      assertThat(UidBitmap.of(UIDS.get(i)).toUidSet()).hasToString(UIDS.get(i).toString());
    }
  }

  @Test
  void rangesReachTheEnds() {
    assertThat(bitmap.within(1, Uid.MAX)).isEqualTo(bitmap);
    assertThat(bitmap.within(Uid.MAX, Uid.MAX)).hasToString("4294967295");
    assertThat(bitmap.within(1L << 31, Uid.MAX - 1))
        .hasToString("2147483648:2147483649,4294967294");
    assertThat(bitmap.within(List.of(new NumberRange(Uid.MAX - 1, Uid.MAX))))
        .hasToString("4294967294:4294967295");
    assertThat(UidBitmap.of(1).within(Uid.MAX, Uid.MAX)).isEqualTo(UidBitmap.EMPTY);
  }

  @Test
  void ranksAreSequenceNumbers() {
    var some = bitmap.within(1L << 31, Uid.MAX);
    assertThat(some.ranksIn(bitmap)).hasToString("3:6");
    assertThat(UidBitmap.wrap(new RoaringBitmap()).ranksIn(bitmap)).isEqualTo(UidBitmap.EMPTY);
  }
}
