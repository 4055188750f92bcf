package org.culverhouse.connector.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import org.culverhouse.api.ConnectionGoneException;
import org.junit.jupiter.api.Test;

/** What deflaters and inflaters hold, and that they let go of it. */
class StreamsTest {
  private final OpenStreams streams = new OpenStreams();

  @Test
  void noConnectionHoldsADeflater() throws Exception {
    var wire = new Wire();
    var inflater = new Inflater(true);
    try (var deflation = new Deflation(wire, streams)) {
      for (int i = 0; i < 100; i++) {
        var answer = "* " + i + " FETCH (UID " + i * 7 + " FLAGS (\\Seen))\r\n";
        deflation.room(512).put(answer.getBytes(ISO_8859_1));
        deflation.flush();
        assertThat(streams.deflaters()).isZero();
        deflation.rest();
        assertThat(inflated(inflater, wire.take())).isEqualTo(answer);
      }
    }
    inflater.end();
  }

  /** C-43: who does not read keeps a piece of an answer, and nobody from deflating. */
  @Test
  void noDeflaterIsHeldWhileTheClientIsAwaited() {
    var wire = new Wire();
    var heldMeanwhile = new ArrayList<Integer>();
    wire.whenClientIsAwaited = () -> heldMeanwhile.add(streams.deflaters());
    try (var deflation = new Deflation(wire, streams)) {
      var random = new Random(43);
      for (int octets = 0; octets < 10 * Deflation.PIECE; octets++) {
        deflation.room(1).put((byte) random.nextInt());
      }
      assertThat(heldMeanwhile).hasSizeGreaterThan(8).containsOnly(0);
    }
  }

  @Test
  void aDeflaterThatWasLentKnowsNothingOfWhoHadIt() throws Exception {
    var answer = "* 1 FETCH (FLAGS (\\Seen) ENVELOPE (NIL \"secret\"))\r\n";
    var wire = new Wire();
    try (var first = new Deflation(wire, streams)) {
      int alone = sent(first, wire, answer);
      try (var second = new Deflation(wire, streams)) {
        second.room(512).put(answer.getBytes(ISO_8859_1));
        second.flush();
        var octets = wire.take();
        assertThat(octets).hasSize(alone);
        assertThat(inflated(new Inflater(true), octets)).isEqualTo(answer);
      }
    }
  }

  /** A client that is gone is noticed in the middle of a piece. */
  @Test
  void aDeflaterComesBackFromAConnectionThatIsGone() {
    var wire = new Wire();
    wire.isGone = true;
    var deflation = new Deflation(wire, streams);
    deflation.room(10).put((byte) 'x');
    assertThatThrownBy(deflation::flush).isInstanceOf(ConnectionGoneException.class);
    assertThat(streams.deflaters()).isZero();
  }

  /** Else each short answer would be longer than before. */
  @Test
  void theNextDeflaterKnowsTheLastAnswers() {
    var wire = new Wire();
    try (var deflation = new Deflation(wire, streams)) {
      int first = sent(deflation, wire, "* 1 FETCH (UID 7 FLAGS (\\Seen \\Answered))\r\n");
      int second = sent(deflation, wire, "* 2 FETCH (UID 8 FLAGS (\\Seen \\Answered))\r\n");
      assertThat(second).isLessThan(first / 2);
    }
  }

  @Test
  void anythingPassesInPiecesOfAnySize() throws Exception {
    var random = new Random(4978);
    var wire = new Wire();
    var inflater = new Inflater(true);
    try (var deflation = new Deflation(wire, streams)) {
      for (int round = 0; round < 300; round++) {
        var written = new ByteArrayOutputStream();
        for (int pieces = random.nextInt(5); pieces >= 0; pieces--) {
          var piece = new byte[random.nextInt(20_000)];
          if (random.nextBoolean()) {
            random.nextBytes(piece);
          }
          written.writeBytes(piece);
          for (int at = 0; at < piece.length; ) {
            var room = deflation.room(1);
            int count = Math.min(room.remaining(), piece.length - at);
            room.put(piece, at, count);
            at += count;
          }
        }
        deflation.flush();
        if (random.nextBoolean()) {
          deflation.rest();
        }
        assertThat(inflated(inflater, wire.take()))
            .as("round " + round)
            .isEqualTo(written.toString(ISO_8859_1));
      }
    }
    inflater.end();
    assertThat(streams.deflaters()).isZero();
  }

  @Test
  void nothingIsWrittenAfterTheEnd() {
    var wire = new Wire();
    var deflation = new Deflation(wire, streams);
    deflation.room(10).put((byte) 'x');
    deflation.close();
    assertThat(streams.deflaters()).isZero();
    assertThat(wire.take()).isEmpty();
    assertThatThrownBy(() -> deflation.room(10)).isInstanceOf(ConnectionGoneException.class);
    deflation.flush();
    assertThat(wire.take()).isEmpty();
  }

  @Test
  void anInflaterLivesAsLongAsTheIntake() throws Exception {
    var intake = new Intake(streams);
    intake.inflate();
    assertThat(streams.inflaters()).isOne();
    intake.take(ByteBuffer.wrap(deflated("a NOOP\r\n")));
    assertThat(ISO_8859_1.decode(intake.octets()).toString()).isEqualTo("a NOOP\r\n");
    intake.close();
    intake.close();
    assertThat(streams.inflaters()).isZero();
  }

  /** C-43: what is packed into little is given out piece by piece. */
  @Test
  void aBombCostsOnePiece() throws Exception {
    var intake = new Intake(streams);
    intake.inflate();
    var bomb = deflated("\0".repeat(1 << 27));
    assertThat(bomb).hasSizeLessThan(200_000);
    intake.take(ByteBuffer.wrap(bomb));
    long octets = 0;
    for (var piece = intake.octets(); piece.hasRemaining(); piece = intake.octets()) {
      assertThat(piece.capacity()).isEqualTo(Inflation.PIECE);
      octets += piece.remaining();
      piece.position(piece.limit());
    }
    assertThat(octets).isEqualTo(1 << 27);
    intake.close();
  }

  private static int sent(Deflation deflation, Wire wire, String answer) {
    deflation.room(512).put(answer.getBytes(ISO_8859_1));
    deflation.flush();
    deflation.rest();
    return wire.take().length;
  }

  private static byte[] deflated(String text) throws Exception {
    var octets = new ByteArrayOutputStream();
    var deflater = new Deflater(6, true);
    try (var out = new DeflaterOutputStream(octets, deflater, 512, true)) {
      out.write(text.getBytes(ISO_8859_1));
      out.flush();
      return octets.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static String inflated(Inflater inflater, byte[] octets) throws Exception {
    inflater.setInput(octets);
    var text = new ByteArrayOutputStream();
    var piece = new byte[4096];
    for (int count = inflater.inflate(piece); count > 0; count = inflater.inflate(piece)) {
      text.write(piece, 0, count);
    }
    return text.toString(ISO_8859_1);
  }

  /** Keeps what is sent, in slices of odd sizes. */
  private static final class Wire implements Transport {
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private ByteBuffer slice = ByteBuffer.allocateDirect(1021);
    private Runnable whenClientIsAwaited = () -> {};
    private boolean isGone;

    @Override
    public ByteBuffer room(int atLeast, Runnable whenKeptWaiting) {
      return roomAtOnce(atLeast);
    }

    @Override
    public void awaitReader(Runnable whenKeptWaiting) {
      whenClientIsAwaited.run();
    }

    @Override
    public ByteBuffer roomAtOnce(int atLeast) {
      if (isGone) {
        throw new ConnectionGoneException("in a test");
      }
      if (slice.remaining() < atLeast) {
        send();
      }
      return slice;
    }

    private void send() {
      var octets = new byte[slice.flip().remaining()];
      slice.get(octets);
      sent.writeBytes(octets);
      slice.clear();
    }

    byte[] take() {
      send();
      var octets = sent.toByteArray();
      sent.reset();
      return octets;
    }

    @Override
    public InetSocketAddress remoteAddress() {
      throw new UnsupportedOperationException();
    }

    @Override
    public InetSocketAddress localAddress() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> tls() {
      return Optional.empty();
    }

    @Override
    public Optional<byte[]> channelBinding(String name) {
      return Optional.empty();
    }

    @Override
    public boolean canStartTls() {
      return false;
    }

    @Override
    public void flush() {}

    @Override
    public boolean startTls(BooleanSupplier clean) {
      return false;
    }

    @Override
    public void pauseReading() {}

    @Override
    public void resumeReading() {}

    @Override
    public void authenticated() {}

    @Override
    public void unauthenticated() {}

    @Override
    public void close() {}

    @Override
    public long bytesIn() {
      return 0;
    }

    @Override
    public long bytesOut() {
      return 0;
    }
  }
}
