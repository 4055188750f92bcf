package org.culverhouse.connector.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A message that waits in memory, in pieces of 64 KiB. */
class HeldLiteralTest {
  private static final int SIZE = 200_001;

  private final LiteralMemory memory = new LiteralMemory(1 << 20);
  private final Random random = new Random(7);

  @Test
  void givesBackWhatCameInWhateverThePiecesWere() {
    byte[] message = new byte[SIZE];
    random.nextBytes(message);
    var literal = filled(message);

    assertThat(literal.size()).isEqualTo(SIZE);
    var together = new ByteArrayOutputStream();
    literal.pieces().forEach(piece -> together.writeBytes(bytes(piece)));
    assertThat(together.toByteArray()).isEqualTo(message);
    assertThat(literal.pieces()).hasSize(4).allMatch(piece -> piece.remaining() <= 65_536);
    for (int i = 0; i < 200; i++) {
      int from = random.nextInt(SIZE + 1);
      var target = ByteBuffer.allocate(random.nextInt(SIZE));
      int count = literal.read(from, target);
      assertThat(count).isEqualTo(Math.min(target.capacity(), SIZE - from));
      assertThat(target.flip()).isEqualTo(ByteBuffer.wrap(message, from, count));
    }
  }

  @Test
  void takesNoMoreThanWasAnnounced() {
    memory.take(3);
    var literal = new HeldLiteral(memory, 3);
    literal.write(ByteBuffer.wrap(new byte[2]));

    assertThatThrownBy(() -> literal.write(ByteBuffer.wrap(new byte[2])))
        .hasMessageContaining("more than the 3 octets announced");
  }

  @Test
  void givesItsMemoryBackOnce() {
    memory.take(SIZE);
    var literal = new HeldLiteral(memory, SIZE);

    literal.close();
    literal.close();

    assertThat(memory.free()).isEqualTo(1 << 20);
    assertThatThrownBy(() -> literal.read(0, ByteBuffer.allocate(1)))
        .isInstanceOf(IllegalStateException.class);
  }

  private HeldLiteral filled(byte[] message) {
    memory.take(message.length);
    var literal = new HeldLiteral(memory, message.length);
    for (int at = 0; at < message.length; ) {
      int count = Math.min(message.length - at, 1 + random.nextInt(40_000));
      literal.write(ByteBuffer.wrap(message, at, count));
      at += count;
    }
    return literal;
  }

  private static byte[] bytes(ByteBuffer piece) {
    byte[] octets = new byte[piece.remaining()];
    piece.get(octets);
    return octets;
  }
}
