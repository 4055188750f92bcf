package org.culverhouse.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.culverhouse.api.model.Uid;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way between sequence numbers and UIDs beside a list (seed line S14). */
class SequenceNumbersTest {
  private static final int OPERATIONS = 350_000;

  private final long[] list = new long[1000];
  private int size;
  private UidBitmap bitmap = UidBitmap.EMPTY;

  private void append(long uid) {
    list[size++] = uid;
    bitmap = bitmap.or(UidBitmap.of(uid));
  }

  private void expunge(int number) {
    bitmap = bitmap.andNot(UidBitmap.of(list[number - 1]));
    System.arraycopy(list, number, list, number - 1, size - number);
    size--;
  }

  private void look(int number, long operation) {
    long uid = list[number - 1];
    if (bitmap.select(number) != uid || bitmap.rank(uid) != number || !bitmap.contains(uid)) {
      throw new AssertionError("number %d after operation %d".formatted(number, operation));
    }
  }

  private void lookAtAll() {
    assertThat(bitmap.size()).isEqualTo(size);
    assertThat(bitmap.toUidSet().ranges().stream().mapToLong(r -> r.last() - r.first() + 1).sum())
        .isEqualTo(size);
    int[] number = new int[1];
    bitmap.iterator().forEachRemaining((long uid) -> assertThat(uid).isEqualTo(list[number[0]++]));
    if (size > 0) {
      assertThat(bitmap.isDense()).isEqualTo(list[size - 1] - list[0] + 1 == size);
    }
  }

  /** Without gaps, with some, and among the last UIDs. */
  @ParameterizedTest
  @CsvSource({"1, 1, 1", "2, 1, 20", "3, 4294000000, 1"})
  void theyAreThoseOfAList(long seed, long firstUid, int gap) {
    var random = new SplittableRandom(seed);
    long uidNext = firstUid;
    for (int operation = 0; operation < OPERATIONS; operation++) {
      int what = random.nextInt(10);
      if (what < 3 && size < list.length && uidNext < Uid.MAX) {
        append(uidNext);
        uidNext += 1 + random.nextInt(gap);
      } else if (what < 5 && size > 0) {
        expunge(1 + random.nextInt(size));
      } else if (size > 0) {
        look(1 + random.nextInt(size), operation);
      }
      if (operation % 20_000 == 0) {
        lookAtAll();
      }
    }
    assertThat(Arrays.stream(list, 0, size).max().orElse(0)).isLessThanOrEqualTo(uidNext);
    lookAtAll();
  }
}
