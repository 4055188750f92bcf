package org.culverhouse.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.culverhouse.api.model.SequenceSet.STAR;

import java.util.List;
import org.culverhouse.api.model.SequenceSet.Range;
import org.junit.jupiter.api.Test;

class SequenceSetTest {
  @Test
  void starIsTheLargestNumber() {
    assertThat(SequenceSet.of(3, STAR).resolve(7)).containsExactly(new NumberRange(3, 7));
    assertThat(SequenceSet.of(STAR).resolve(7)).containsExactly(new NumberRange(7, 7));
  }

  @Test
  void aRangeBeyondTheLargestNumberStillHoldsTheLargest() {
    assertThat(SequenceSet.of(9, STAR).resolve(7)).containsExactly(new NumberRange(7, 9));
  }

  @Test
  void inAnEmptyMailboxStarAloneMeansNothing() {
    assertThat(SequenceSet.of(STAR).resolve(0)).isEmpty();
    assertThat(SequenceSet.of(1, STAR).resolve(0)).containsExactly(new NumberRange(1, 1));
  }

  @Test
  void rangesAreSortedAndJoined() {
    var set =
        new SequenceSet(
            List.of(new Range(8, 6), new Range(1, 2), new Range(3, 3), new Range(7, 9)));
    assertThat(set.resolve(20)).containsExactly(new NumberRange(1, 3), new NumberRange(6, 9));
  }

  @Test
  void theWholeRangeOfNumbersCostsOneRange() {
    assertThat(SequenceSet.of(1, Uid.MAX).resolve(5)).containsExactly(new NumberRange(1, Uid.MAX));
  }

  @Test
  void numbersBeyondThirtyTwoBitsCannotBeBuilt() {
    assertThatThrownBy(() -> new Range(1, 1L << 32)).hasMessageContaining("4294967296");
  }
}
