package org.culverhouse.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AsciiMatcherTest {
  @Test
  void findsTheFirstPlaceInAnyTextAtAnyOffsetAsIndexOfDoes() {
    var random = new Random(1);
    for (int round = 0; round < 200_000; round++) {
      String alphabet = random.nextBoolean() ? "ab" : "aAbB@[`{ \u00c1\u00e1\r\nqQ\u0000\u007f";
      String text = word(random, alphabet, random.nextInt(60));
      String wanted = word(random, "abAB@[`{ qQ\r\u0000\u007f", 1 + random.nextInt(4));
      int from = random.nextInt(text.length() + 1);
      int to = from + random.nextInt(text.length() - from + 1);
      int expected = upper(text.substring(from, to)).indexOf(upper(wanted));
      int found = new AsciiMatcher(CaseMap.fold(wanted)).find(text.getBytes(ISO_8859_1), from, to);
      assertThat(found)
          .as("%s in %s from %d to %d", wanted, text, from, to)
          .isEqualTo(expected < 0 ? AsciiMatcher.ABSENT : from + expected);
    }
  }

  @Test
  void givesUpBeforeItTakesLong() {
    byte[] text = "a".repeat(100_000).getBytes(ISO_8859_1);
    var matcher = new AsciiMatcher("A".repeat(500) + "B" + "A".repeat(500));
    assertThat(matcher.find(text, 0, text.length)).isEqualTo(AsciiMatcher.ABSENT);
    var harder = new AsciiMatcher("A".repeat(500) + "EA".repeat(2) + "A".repeat(500));
    byte[] deceptive = ("a".repeat(502) + "e").repeat(200).getBytes(ISO_8859_1);
    assertThat(harder.find(deceptive, 0, deceptive.length))
        .isIn(AsciiMatcher.ABSENT, AsciiMatcher.GAVE_UP);
    byte[] same = "a".repeat(100_000).getBytes(ISO_8859_1);
    same[99_999] = 'b';
    assertThat(new AsciiMatcher("A".repeat(1000) + "\u0000").find(same, 0, 50_000)).isNegative();
  }

  @Test
  void octetsBeyondAsciiAreSeenWhereverTheyStand() {
    for (int length = 0; length < 40; length++) {
      byte[] octets = "x".repeat(40).getBytes(ISO_8859_1);
      assertThat(AsciiMatcher.isAscii(octets, 3, length)).isTrue();
      for (int at = 3; at < length; at++) {
        octets[at] = (byte) 0x80;
        assertThat(AsciiMatcher.isAscii(octets, 3, length)).isFalse();
        octets[at] = 'x';
      }
    }
  }

  private static String word(Random random, String alphabet, int length) {
    var word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return word.toString();
  }

  /** Only ASCII letters; others may not become ASCII. */
  private static String upper(String text) {
    var result = new StringBuilder();
    text.chars()
        .forEach(
            c ->
                result.append(
                    c < 0x80 ? Character.toString(c).toUpperCase(Locale.ROOT) : "" + (char) c));
    return result.toString();
  }
}
