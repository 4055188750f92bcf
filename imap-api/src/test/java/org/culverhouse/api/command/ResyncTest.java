package org.culverhouse.api.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.culverhouse.api.command.Resync.Sample;
import org.culverhouse.api.model.NumberRange;
import org.culverhouse.api.model.UidSet;
import org.junit.jupiter.api.Test;

class ResyncTest {
  private static UidSet set(long... members) {
    return new UidSet(
        java.util.Arrays.stream(members).mapToObj(m -> new NumberRange(m, m)).toList());
  }

  /** RFC 7162 section 3.2.5.2: the fourth message still has UID 8, the twelfth is no more 24. */
  @Test
  void whatStillFitsIsKnownToTheClient() {
    var sample = new Sample(set(4, 12), set(8, 24));
    assertThat(sample.lastMatch(number -> number == 12 ? 25 : 2 * number)).isEqualTo(8);
    assertThat(sample.lastMatch(number -> 2 * number)).isEqualTo(24);
    assertThat(sample.lastMatch(number -> 1)).isZero();
  }

  @Test
  void rangesOfDifferentLengthsAreComparedMemberByMember() {
    var sample =
        new Sample(
            UidSet.of(1, 5), new UidSet(List.of(new NumberRange(1, 2), new NumberRange(10, 12))));
    assertThat(sample.lastMatch(number -> number <= 2 ? number : number + 7)).isEqualTo(12);
    assertThat(sample.lastMatch(number -> number <= 3 ? number + (number > 2 ? 7 : 0) : 0))
        .isEqualTo(10);
  }

  /** 1:4294967295 is compared no further than the mailbox reaches. */
  @Test
  void theFirstMismatchIsTheEnd() {
    var sample = new Sample(UidSet.of(1, 0xFFFF_FFFFL), UidSet.of(1, 0xFFFF_FFFFL));
    assertThat(sample.lastMatch(number -> number <= 1000 ? number : 0)).isEqualTo(1000);
  }

  @Test
  void thereAreAsManyNumbersAsUids() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Sample(set(1, 2), set(1)));
  }
}
