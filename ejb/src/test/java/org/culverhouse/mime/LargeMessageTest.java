package org.culverhouse.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LargeMessageTest {
  @Test
  void offsetsAndSizesGoBeyondTwoGibibytes() throws Exception {
    byte[] mebibyte = ("x".repeat(62) + "\r\n").repeat(1 << 14).getBytes(StandardCharsets.US_ASCII);
    String header = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n";
    var scanner = new MimeScanner();
    scanner.feed(ascii(header));
    for (int i = 0; i < 2049; i++) {
      scanner.feed(ByteBuffer.wrap(mebibyte));
    }
    scanner.feed(ascii("--b\r\n\r\nlast\r\n--b--\r\n"));
    var record = StructureRecord.decode(scanner.finish().encode());

    long large = 2049L << 20;
    var part = record.locate(OddMessagesTest.section("1")).orElseThrow();
    assertThat(part.length()).isEqualTo(large - 2);
    assertThat(record.part(1).lines()).isEqualTo((large >> 6) - 1);
    assertThat(record.locate(OddMessagesTest.section("2")))
        .contains(new Range(header.length() + large + 7, 4));
    assertThat(OddMessagesTest.text(record.body())).contains(" " + (large - 2) + " ");
  }

  private static ByteBuffer ascii(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }
}
