package org.culverhouse.connector.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.culverhouse.api.model.SessionState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Broken commands by the ten thousand: whatever comes, the reader answers and lets nothing go. */
class FuzzTest {
  private static final int ROUNDS = 10_000;
  private static final List<SessionState> STATES =
      List.of(
          SessionState.NOT_AUTHENTICATED,
          SessionState.AUTHENTICATED,
          SessionState.SELECTED,
          SessionState.SELECTED);
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "{5+}\r\n",
          "{0+}\r\n",
          "{1}\r\n",
          "+}",
          "(",
          ")",
          "((",
          "\"",
          "\\",
          "\\\"",
          "\r\n",
          "\n",
          "\r",
          "\0",
          " ",
          "  ",
          "*",
          "%",
          "4294967296",
          "0",
          "99999999999999999999",
          "<",
          ">",
          "[",
          "]",
          ".",
          ",",
          ":",
          "&",
          "&-",
          "&AAA-",
          "\u00FF",
          "\u00C3",
          "NIL",
          "NOT ",
          "OR ",
          "UID ",
          "INBOX",
          "BODY[",
          "CHARSET x ",
          "RETURN (",
          "-",
          "~",
          "$",
          "\33");

  @ParameterizedTest
  @ValueSource(longs = {1, 42, 20261123})
  void mutantsOfCommandsAreAnswered(long seed) {
    var random = new Random(seed);
    int commands = 0;
    int refusals = 0;
    for (int round = 0; round < ROUNDS; round++) {
      var input = mutant(random);
      var state = STATES.get(random.nextInt(STATES.size()));
      try {
        for (var step : answers(input, state, random)) {
          commands += step.contains("[tag=") ? 1 : 0;
          refusals += step.contains(" BAD ") || step.contains(" NO ") ? 1 : 0;
        }
      } catch (RuntimeException | AssertionError | StackOverflowError failure) {
        fail(
            "seed %d, round %d, %s: %s"
                .formatted(seed, round, state, new String(input, StandardCharsets.ISO_8859_1)),
            failure);
      }
    }
    assertThat(commands).as("some mutants must live").isGreaterThan(ROUNDS);
    assertThat(refusals).as("some mutants must die").isGreaterThan(ROUNDS);
  }

  private static List<String> answers(byte[] input, SessionState state, Random random) {
    var literals = new MemoryLiterals();
    var exchange = new Exchange(state, WireLimits.of(1 << 20, 4096), literals);
    var whole = exchange.inPieces(input, left -> left);
    var pieces = exchange.inPieces(input, left -> 1 + random.nextInt(Math.min(left, 9)));
    assertThat(pieces).isEqualTo(whole);
    assertThat(literals.open).isZero();
    return whole;
  }

  private static byte[] mutant(Random random) {
    var octets = new ByteArrayOutputStream();
    for (int commands = 1 + random.nextInt(3); commands > 0; commands--) {
      octets.writeBytes(mutated(Samples.ALL.get(random.nextInt(Samples.ALL.size())), random));
    }
    octets.writeBytes("z NOOP\r\n".getBytes(StandardCharsets.ISO_8859_1));
    return octets.toByteArray();
  }

  private static byte[] mutated(String sample, Random random) {
    var text = new StringBuilder(sample);
    for (int changes = random.nextInt(4); changes > 0 && !text.isEmpty(); changes--) {
      int at = random.nextInt(text.length());
      int end = at + random.nextInt(Math.min(8, text.length() - at) + 1);
      switch (random.nextInt(5)) {
        case 0 -> text.delete(at, end);
        case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        case 2 -> text.insert(at, text.substring(at, end).repeat(1 + random.nextInt(40)));
        case 3 -> text.setCharAt(at, (char) random.nextInt(256));
        default -> text.setLength(at);
      }
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
