package org.culverhouse.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The targets of the fuzzer with seeds, with what it has found before, and with a little chance. A
 * test of each module names them in a static method {@code targets}.
 */
public abstract class FuzzReplay {
  private static final int MUTATIONS = 1000;

  @ParameterizedTest
  @MethodSource("targets")
  void seedsAndEarlierFindingsDoNoHarm(Fuzzed target) throws Exception {
    var seeds = target.seeds();
    assertThat(seeds).isNotEmpty();
    for (int number = 0; number < seeds.size(); number++) {
      var seed = seeds.get(number);
      assertThatCode(() -> target.read(seed)).as("seed %d", number).doesNotThrowAnyException();
    }
    for (var finding : target.findings()) {
      var octets = Files.readAllBytes(finding);
      assertThatCode(() -> target.read(octets)).as("%s", finding).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @MethodSource("targets")
  void damageDoesNoHarm(Fuzzed target) {
    var seeds = target.seeds();
    for (int number = 0; number < MUTATIONS; number++) {
      var octets = damaged(seeds, new SplittableRandom(number));
      assertThatCode(() -> target.read(octets))
          .as("mutation %d", number)
          .doesNotThrowAnyException();
    }
  }

  private static byte[] damaged(List<byte[]> seeds, SplittableRandom random) {
    var octets = seeds.get(random.nextInt(seeds.size())).clone();
    for (int i = random.nextInt(4); i >= 0 && octets.length > 8; i--) {
      int at = random.nextInt(octets.length - 8);
      switch (random.nextInt(5)) {
        case 0 -> octets[at] = (byte) random.nextInt();
        case 1 -> octets[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> Arrays.fill(octets, at, at + 8, (byte) (random.nextBoolean() ? -1 : 0));
        case 3 -> octets = Arrays.copyOf(octets, at);
        default -> System.arraycopy(octets, random.nextInt(octets.length - 8), octets, at, 8);
      }
    }
    return octets;
  }
}
