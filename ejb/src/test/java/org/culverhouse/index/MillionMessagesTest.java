package org.culverhouse.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.NumberRange;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.api.model.UidValidity;
import org.culverhouse.mailbox.UidBitmap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

/**
 * A mailbox of 1,000,000 messages (seed lines S11, S13, S14, S29, S40). EngineBench tells how long
 * all this takes.
 */
class MillionMessagesTest {
  private static final int MESSAGES = 1_000_000;
  private static final SplittableRandom RANDOM = new SplittableRandom(6);
  private static MailboxState state = MailboxState.empty(new UidValidity(1));

  @BeforeAll
  static void aMailbox() {
    var edit = new MailboxEdit(state);
    edit.defineKeyword(0, new Keyword("a"));
    for (int i = 1; i <= MESSAGES; i++) {
      var row = new MessageRow(i, RANDOM.nextInt(1_100_000), 60L * i, 0, i, i, 0);
      edit.append(i, 2, row, i % 100_000 == 0 ? 0 : SystemFlag.SEEN.bit(), new int[0]);
    }
    state = edit.build();
  }

  private static UidBitmap everySecond() {
    var bits = new RoaringBitmap();
    for (int uid = 1; uid <= MESSAGES; uid += 2) {
      bits.add(uid);
    }
    return UidBitmap.wrap(bits);
  }

  /** S11: at most 8 octets a message, and almost nothing where UIDs have no gaps. */
  @Test
  void theMapFromNumbersToUidsIsSmall() {
    assertThat(state.live().bits().getLongSizeInBytes()).isLessThan(MESSAGES / 5);
    var halved = state.live().andNot(everySecond());
    assertThat(halved.bits().getLongSizeInBytes()).isLessThan(MESSAGES * 8L / 2);
  }

  /** S13: a hole costs nothing, however large it is. */
  @Test
  void whatIsLeftOfHalfAMailboxIsOneRange() {
    var edit = new MailboxEdit(state);
    edit.expunge(UidBitmap.of(java.util.List.of(new NumberRange(1, MESSAGES / 2))), 3);
    var half = edit.build();

    assertThat(half.live().toUidSet().ranges())
        .containsExactly(new NumberRange(MESSAGES / 2 + 1, MESSAGES));
    assertThat(half.live().select(1)).isEqualTo(MESSAGES / 2 + 1);
  }

  /** S14: beside a naive list. */
  @Test
  void numbersAreThoseOfAList() {
    var live = state.live();
    var list = new TreeSet<Integer>();
    for (int uid = 1; uid <= MESSAGES; uid++) {
      list.add(uid);
    }
    for (int round = 0; round < 10; round++) {
      var gone = new RoaringBitmap();
      RANDOM.ints(100_000, 1, MESSAGES + 1).forEach(gone::add);
      gone.forEach((int uid) -> list.remove(uid));
      live = live.andNot(UidBitmap.wrap(gone));
      var uids = list.stream().mapToInt(uid -> uid).toArray();
      assertThat(live.size()).isEqualTo(uids.length);
      for (int i = 0; i < 100_000; i++) {
        int number = 1 + RANDOM.nextInt(uids.length);
        if (live.select(number) != uids[number - 1] || live.rank(uids[number - 1]) != number) {
          throw new AssertionError("number " + number + " in " + Arrays.hashCode(uids));
        }
      }
    }
  }

  /** S29: flags are bitmaps. */
  @Test
  void theFewUnseenAreFoundAtOnce() {
    var seen = state.with(SystemFlag.SEEN);
    assertThat(state.live().andNot(seen).size()).isEqualTo(10);
    assertThat(state.with(new Keyword("a"))).isEqualTo(UidBitmap.EMPTY);
  }

  /** S40: sizes and dates are columns. */
  @Test
  void sizesAndDatesAreSearchedInColumns() {
    var large = state.sized(1_000_001, Long.MAX_VALUE, state.live());
    assertThat(large.size()).isBetween(80_000, 100_000);
    var late = state.arrived(30L * MESSAGES, Long.MAX_VALUE, state.live());
    assertThat(late.size()).isEqualTo(MESSAGES / 2 + 1);
  }
}
