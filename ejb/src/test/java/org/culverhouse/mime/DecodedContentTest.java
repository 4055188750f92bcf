package org.culverhouse.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.culverhouse.api.Content;
import org.junit.jupiter.api.Test;

class DecodedContentTest {
  private static byte[] read(DecodedContent content, long from, int length) throws IOException {
    var target = ByteBuffer.allocate(length);
    while (target.hasRemaining() && content.read(from + target.position(), target) > 0) {}
    return Arrays.copyOf(target.array(), target.position());
  }

  @Test
  void anyPieceIsThatOfTheWhole() throws IOException {
    var random = new Random(5);
    var octets = new byte[200_000];
    random.nextBytes(octets);
    var encoded = Base64.getMimeEncoder().encode(octets);

    var content = new DecodedContent(Content.of(encoded), TransferEncoding.BASE64);

    assertThat(content.size()).isEqualTo(octets.length);
    assertThat(content.hasNul()).isTrue();
    for (int i = 0; i < 200; i++) {
      int from = random.nextInt(octets.length + 10);
      int length = random.nextInt(50_000);
      int end = Math.min(octets.length, from + length);
      assertThat(read(content, from, length))
          .isEqualTo(from >= end ? new byte[0] : Arrays.copyOfRange(octets, from, end));
    }
  }

  @Test
  void quotedPrintableEndsWithWhatWasHeldBack() throws IOException {
    var encoded = "caf=C3=A9 = not=".getBytes(StandardCharsets.US_ASCII);
    var content = new DecodedContent(Content.of(encoded), TransferEncoding.QUOTED_PRINTABLE);
    var whole = read(content, 0, 100);
    assertThat(whole).hasSize((int) content.size());
    assertThat(new String(whole, StandardCharsets.UTF_8)).startsWith("café ");
    assertThat(content.hasNul()).isFalse();
  }

  @Test
  void nothingIsNothing() throws IOException {
    var content = new DecodedContent(Content.of(new byte[0]), TransferEncoding.BASE64);
    assertThat(content.size()).isZero();
    assertThat(read(content, 0, 10)).isEmpty();
  }
}
