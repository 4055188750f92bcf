package org.culverhouse.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.culverhouse.mime.MessageGenerator.Digests;
import org.junit.jupiter.api.Test;

/** The scanner beside the structure that was generated, mime4j and Angus Mail. */
class MimeScannerAgreesTest {
  private static final int MESSAGES = 400;

  @Test
  void generatedMessagesHaveTheStructureTheyWereMadeWith() {
    for (long seed = 0; seed < MESSAGES; seed++) {
      var message = new MessageGenerator(seed).message();
      assertThat(Outline.ofScanner(Outline.scan(message.octets())))
          .as("seed %d%n%s", seed, message.text())
          .isEqualTo(message.outline());
    }
  }

  @Test
  void mime4jSeesTheSame() throws Exception {
    for (long seed = 0; seed < MESSAGES; seed++) {
      var message = new MessageGenerator(seed).message();
      assertThat(Outline.ofMime4j(message.octets()))
          .as("seed %d%n%s", seed, message.text())
          .isEqualTo(Outline.ofScanner(Outline.scan(message.octets())));
    }
  }

  /** Angus does not know that parts of a digest are messages by default. */
  @Test
  void angusSeesTheSame() throws Exception {
    for (long seed = 0; seed < MESSAGES; seed++) {
      var message = new MessageGenerator(seed, Digests.TYPED).message();
      assertThat(Outline.ofAngus(message.octets()))
          .as("seed %d%n%s", seed, message.text())
          .isEqualTo(Outline.ofScanner(Outline.scan(message.octets())));
    }
  }

  @Test
  void itDoesNotMatterHowTheOctetsArrive() {
    var random = new Random(1);
    for (long seed = 0; seed < MESSAGES; seed++) {
      byte[] message = new MessageGenerator(seed).message().octets();
      var scanner = new MimeScanner();
      for (int at = 0; at < message.length; ) {
        int count = Math.min(message.length - at, random.nextInt(seed % 2 == 0 ? 4 : 200));
        scanner.feed(piece(message, at, count, random.nextBoolean()));
        at += count;
      }
      assertThat(scanner.finish().encode())
          .as("seed %d", seed)
          .isEqualTo(Outline.scan(message).encode());
    }
  }

  @Test
  void everyOctetByItselfGivesTheSame() {
    for (var odd : OddMessage.all()) {
      var scanner = new MimeScanner();
      for (byte octet : odd.octets()) {
        scanner.feed(ByteBuffer.wrap(new byte[] {octet}));
      }
      assertThat(scanner.finish().encode())
          .as(odd.name())
          .isEqualTo(Outline.scan(odd.octets()).encode());
    }
  }

  private static ByteBuffer piece(byte[] message, int at, int count, boolean direct) {
    if (!direct) {
      return ByteBuffer.wrap(message, at, count);
    }
    return ByteBuffer.allocateDirect(count).put(message, at, count).flip();
  }
}
