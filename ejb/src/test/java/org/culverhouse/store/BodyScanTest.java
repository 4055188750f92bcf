package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BodyScanTest {
  private static BodyScan scan(byte[] message, int piece) {
    var scan = new BodyScan();
    for (int at = 0; at < message.length; at += piece) {
      scan.update(ByteBuffer.wrap(message, at, Math.min(piece, message.length - at)));
    }
    return scan;
  }

  @Test
  void linesAndHeaderAreTheSameHoweverTheOctetsArrive() {
    var random = new Random(7);
    var alphabet = new byte[] {'\n', '\n', '\r', 'a', ':', (byte) 0x8a, 0x0b, (byte) 0xff, 0x09};
    for (int round = 0; round < 2000; round++) {
      var message = new byte[random.nextInt(200)];
      for (int i = 0; i < message.length; i++) {
        message[i] = alphabet[random.nextInt(alphabet.length)];
      }
      var text = new String(message, StandardCharsets.ISO_8859_1);
      long lines = text.chars().filter(c -> c == '\n').count();
      for (int piece : new int[] {1, 3, 8, 17, 200}) {
        var scan = scan(message, piece);
        assertThat(scan.lines()).isEqualTo(lines);
        assertThat(scan.headerLength()).isEqualTo(headerLength(text));
      }
    }
  }

  private static long headerLength(String text) {
    var matcher = java.util.regex.Pattern.compile("(\\A|\n)(\r?\n)").matcher(text);
    return matcher.find() ? matcher.end() : text.length();
  }
}
