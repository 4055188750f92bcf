package org.culverhouse.connector.session;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;

/**
 * Any octets as what a client has deflated: the same comes of them, or the same end, however the
 * network cuts them, and no more is given out at once than a piece.
 */
public final class FuzzInflation {
  /** A bomb need not go off as a whole. */
  private static final int ENOUGH = 1 << 20;

  private FuzzInflation() {}

  public static void fuzzerTestOneInput(byte[] octets) {
    var whole = inflated(octets, octets.length);
    require(whole.equals(inflated(octets, 1)), "octet by octet");
    require(whole.equals(inflated(octets, 5)), "in pieces");
  }

  /** Empty when the session would end; lists of octets are compared by what is in them. */
  private static Optional<String> inflated(byte[] octets, int pieceLength) {
    var streams = new OpenStreams();
    var intake = new Intake(streams);
    var text = new ByteArrayOutputStream();
    intake.inflate();
    try {
      for (int at = 0; at < octets.length && text.size() < ENOUGH; at += pieceLength) {
        int end = Math.min(octets.length, at + pieceLength);
        intake.take(ByteBuffer.wrap(Arrays.copyOfRange(octets, at, end)));
        drain(intake, text);
      }
      return Optional.of(text.toString(StandardCharsets.ISO_8859_1));
    } catch (DataFormatException refused) {
      return Optional.empty();
    } finally {
      intake.close();
      require(streams.inflaters() == 0, "an inflater is left");
    }
  }

  private static void drain(Intake intake, ByteArrayOutputStream text) throws DataFormatException {
    var piece = intake.octets();
    while (piece.hasRemaining() && text.size() < ENOUGH) {
      require(piece.remaining() <= Inflation.PIECE, "a large piece");
      while (piece.hasRemaining() && text.size() < ENOUGH) {
        text.write(piece.get());
      }
      piece = intake.octets();
    }
  }

  private static void require(boolean fits, String what) {
    if (!fits) {
      throw new AssertionError(what);
    }
  }

  public static List<byte[]> seeds() {
    return Stream.of("a NOOP\r\n", "b UNAUTHENTICATE\r\n", "x".repeat(100_000), "")
        .flatMap(
            text ->
                Stream.of(Deflater.NO_FLUSH, Deflater.SYNC_FLUSH, Deflater.FULL_FLUSH)
                    .map(flush -> deflated(text, flush)))
        .toList();
  }

  /** {@code NO_FLUSH} stands for the end of the stream. */
  private static byte[] deflated(String text, int flush) {
    var deflater = new Deflater(6, true);
    deflater.setInput(text.getBytes(StandardCharsets.ISO_8859_1));
    if (flush == Deflater.NO_FLUSH) {
      deflater.finish();
    }
    var target = new byte[1000];
    int count = deflater.deflate(target, 0, target.length, flush);
    deflater.end();
    return Arrays.copyOf(target, count);
  }
}
