package org.culverhouse.connector.session;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * What the client has deflated (RFC 4978), inflated a piece at a time, so that much which is packed
 * into little costs no memory. The inflater gets no octets beyond a flush before all in front of it
 * has been given out: behind UNAUTHENTICATE they are not deflated any more (RFC 8437 section 4.1).
 * Used by the thread of one session.
 */
final class Inflation implements AutoCloseable {
  /** Octets that are given out at once. */
  static final int PIECE = 8 * 1024;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final OpenStreams streams;
  private final Inflater inflater;
  private final FlushMark mark = new FlushMark();
  private ByteBuffer wire = NOTHING;
  private int wireEnd;
  private @Nullable ByteBuffer piece;
  private boolean atFlush;

  Inflation(OpenStreams streams) {
    this.streams = streams;
    this.inflater = streams.newInflater();
  }

  /** Octets from the client, when all that came before has been given out. */
  void take(ByteBuffer octets) {
    wire = octets;
    wireEnd = octets.limit();
    wire.limit(wire.position());
  }

  /**
   * The next piece, to be read before this is called again; empty when more has to come first.
   *
   * @throws DataFormatException when the client has not sent what a deflater makes
   */
  ByteBuffer next() throws DataFormatException {
    var target = piece == null ? ByteBuffer.allocate(PIECE) : piece.clear();
    piece = target;
    do {
      if (inflate(target) > 0) {
        letOthersWork(target);
        return target.flip();
      }
      if (inflater.finished() && hasWire()) {
        throw new DataFormatException("something follows the end");
      }
    } while (feed());
    piece = null;
    return NOTHING;
  }

  /**
   * Whether the flush has come with which the client ends its side; nothing may be left in front of
   * it. What follows is {@link #rest}.
   */
  boolean hasEnded() throws DataFormatException {
    var none = ByteBuffer.allocate(1);
    do {
      if (inflate(none) > 0) {
        throw new DataFormatException("something is deflated behind the end");
      }
      if (atFlush || inflater.finished()) {
        return true;
      }
    } while (feed());
    return false;
  }

  /** What came and was not inflated. */
  ByteBuffer rest() {
    return wire.limit(wireEnd);
  }

  /** Commands packed by the thousand would keep a processor for long. */
  private static void letOthersWork(ByteBuffer target) {
    if (!target.hasRemaining()) {
      Thread.yield();
    }
  }

  private int inflate(ByteBuffer target) throws DataFormatException {
    int count = inflater.inflate(target);
    if (count == 0 && inflater.needsDictionary()) {
      throw new DataFormatException("a dictionary that nobody knows");
    }
    return count;
  }

  private boolean hasWire() {
    return wire.position() < wireEnd;
  }

  /** Lets the inflater have what there is, up to the next flush. */
  private boolean feed() {
    if (!hasWire()) {
      return false;
    }
    int end = wire.position();
    atFlush = false;
    while (end < wireEnd && !atFlush) {
      atFlush = mark.endsWith(wire.limit(wireEnd).get(end));
      end++;
    }
    inflater.setInput(wire.limit(end));
    return true;
  }

  @Override
  public void close() {
    streams.end(inflater);
  }
}
