package org.culverhouse.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1234567", "12345678", "a man, a plan, a canal"})
  void aTextComesBack(String text) throws Exception {
    assertThat(unpacked(text.getBytes(StandardCharsets.US_ASCII), 0)).isEqualTo(text);
    assertThat(unpacked(text.repeat(900).getBytes(StandardCharsets.US_ASCII), 0))
        .isEqualTo(text.repeat(900));
  }

  @Test
  void anyTextsComeBack() throws Exception {
    var random = new SplittableRandom(8);
    for (int round = 0; round < 3_000; round++) {
      var text = new StringBuilder();
      while (text.length() < random.nextInt(1, 3_000)) {
        int length = random.nextInt(1, 40);
        int at = random.nextInt(KnownText.OCTETS.length - 40);
        switch (random.nextInt(3)) {
          case 0 ->
              text.append(new String(KnownText.OCTETS, at, length, StandardCharsets.US_ASCII));
          case 1 -> text.append(text, text.length() / 2, text.length());
          default -> text.append(random.nextInt());
        }
      }
      byte[] octets = text.toString().getBytes(StandardCharsets.US_ASCII);
      int start = random.nextInt(octets.length);
      assertThat(unpacked(octets, start)).isEqualTo(text.substring(start));
    }
  }

  @Test
  void theLargestWindowIsUsedToItsEnd() throws Exception {
    var octets = new byte[PackedText.MAX_WINDOW];
    new java.util.Random(9).nextBytes(octets);
    System.arraycopy(octets, octets.length - 300, octets, octets.length - 100, 100);

    var packer = new TextPacker(octets.length);
    byte[] packed = packer.pack(octets, 0, PackedText.MIN_COPY);
    var window = withSlack(new byte[0], octets.length);
    PackedText.unpack(withSlack(packed, packed.length), packed.length, window, 0, octets.length);
    assertThat(window).startsWith(octets);
    assertThat(packed.length).isLessThan(octets.length * 129 / 128);
  }

  private static byte[] withSlack(byte[] octets, int length) {
    return Arrays.copyOf(octets, length + PackedText.SLACK);
  }

  /** The beginning stands in the window as it is. */
  private static String unpacked(byte[] octets, int start) throws Exception {
    var packer = new TextPacker(octets.length);
    packer.pack(Arrays.copyOf(octets, start), 0, 20);
    byte[] packed =
        packer.pack(Arrays.copyOfRange(octets, start, octets.length), start, PackedText.MIN_COPY);
    var window = withSlack(Arrays.copyOf(octets, start), octets.length);
    int end = octets.length;
    PackedText.unpack(withSlack(packed, packed.length), packed.length, window, start, end);
    return new String(window, start, end - start, StandardCharsets.US_ASCII);
  }

  @Test
  void whatLeadsAstrayIsRefused() {
    int known = KnownText.OCTETS.length;
    assertRefused(3, 0); // a literal without octets
    assertRefused(3, 3, 'a', 'b', 'c', 'd'); // more than there is room for
    assertRefused(3, 1, 'a', 'b'); // less
    assertRefused(12, 128); // a copy without a place
    assertRefused(12, 128, 0);
    assertRefused(12, 128, known & 0xff, known >>> 8); // from what is not there yet
    assertRefused(12, 128, (known - 1) & 0xff, (known - 1) >>> 8); // half in the known text
    assertRefused(
        24, 11, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 128, known + 1 & 0xff, known + 1 >>> 8);
    assertRefused(12, 128, 255, 255);
  }

  private static void assertRefused(int length, int... packed) {
    var octets = withSlack(new byte[0], packed.length);
    for (int i = 0; i < packed.length; i++) {
      octets[i] = (byte) packed[i];
    }
    var window = withSlack(new byte[0], length);
    assertThatThrownBy(() -> PackedText.unpack(octets, packed.length, window, 0, length))
        .isInstanceOf(CorruptStructureException.class);
  }

  private static String constant(String quoted) {
    return quoted.substring(1, quoted.length() - 1).translateEscapes();
  }

  @Test
  void thePageHasTheKnownText() throws IOException {
    var lines = Files.readAllLines(Path.of("../docs/formats/cch.md"));
    int start = lines.indexOf("```java") + 1;
    var pieces = lines.subList(start, start + KnownText.PIECES.size());

    assertThat(pieces.stream().map(PackedTextTest::constant).toList()).isEqualTo(KnownText.PIECES);
    assertThat(lines.get(start + pieces.size())).isEqualTo("```");
    assertThat(KnownText.OCTETS.length + PackedText.MAX_WINDOW).isLessThan(1 << 16);
  }
}
