package org.culverhouse.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Seed line S84: powers of two at the end of an int. */
class CapacityTest {
  @ParameterizedTest
  @CsvSource({
    "0, 1, 1",
    "1024, 1025, 2048",
    "1024, 5000, 5000",
    "1073741823, 1073741824, 2147483639",
    "1073741824, 1073741825, 2147483639",
    "1073741824, 1073741823, 2147483639",
    "2147483638, 2147483639, 2147483639"
  })
  void doublesUpToTheLongestArray(int current, long needed, int grown) {
    assertThat(Capacity.grown(current, needed)).isEqualTo(grown);
  }

  @ParameterizedTest
  @ValueSource(longs = {2_147_483_640L, 2_147_483_647L, 1L << 31, 1L << 32, Long.MAX_VALUE, -1})
  void refusesWhatNoArrayHolds(long needed) {
    assertThatThrownBy(() -> Capacity.grown(16, needed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an array of " + needed);
  }

  @Test
  void isNeverLessThanNeededNorOverflows() {
    var random = new Random(84);
    for (int i = 0; i < 1_000_000; i++) {
      int current = random.nextInt(Integer.MAX_VALUE) >>> random.nextInt(31);
      long needed = random.nextLong(Capacity.MOST + 1L) >>> random.nextInt(31);

      int grown = Capacity.grown(current, needed);

      assertThat(grown).isBetween((int) needed, Capacity.MOST);
      assertThat((long) grown).isGreaterThanOrEqualTo(Math.min(2L * current, Capacity.MOST));
    }
  }
}
