package org.culverhouse.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartialRangeTest {
  @ParameterizedTest
  @CsvSource({
    "1, 2, 6, 1, 2",
    "2, 1, 6, 1, 2",
    "5, 100, 6, 5, 6",
    "-1, -2, 6, 5, 6",
    "-100, -1, 6, 1, 6",
    "-3, -3, 6, 4, 4"
  })
  void aWindowLiesAmongTheResults(long first, long last, long count, long from, long to) {
    var range = new PartialRange(first, last);
    assertThat(range.from(count)).isEqualTo(from);
    assertThat(range.to(count)).isEqualTo(to);
  }

  @ParameterizedTest
  @CsvSource({"7, 9, 6", "-7, -9, 6", "1, 1, 0", "-1, -1, 0"})
  void aWindowOutsideIsEmpty(long first, long last, long count) {
    var range = new PartialRange(first, last);
    assertThat(range.to(count)).isLessThan(range.from(count));
  }

  @Test
  void bothEndsAreCountedFromTheSameSide() {
    assertThatIllegalArgumentException().isThrownBy(() -> new PartialRange(1, -2));
    assertThatIllegalArgumentException().isThrownBy(() -> new PartialRange(0, 2));
  }
}
