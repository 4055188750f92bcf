package org.culverhouse.connector.session;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.culverhouse.api.ConnectionGoneException;
import org.culverhouse.connector.wire.WireSink;
import org.jspecify.annotations.Nullable;

/**
 * Deflates what is written to one client (RFC 4978), piece by piece, each with a deflater that is
 * lent for it and goes on from the last octets before it: the client sees one stream. While the
 * client is waited for there is the piece and no deflater. Used by the thread of one session.
 */
final class Deflation implements WireSink, AutoCloseable {
  /** What an answer is cut into; the first piece is smaller, as most answers are. */
  static final int PIECE = 4 * MAX_ROOM;

  /** Octets of earlier pieces to which the next one may refer. */
  private static final int HISTORY = 4 * 1024;

  /** So much that a flush is never told twice. */
  private static final int LEAST_ROOM = 64;

  private final Transport transport;
  private final OpenStreams streams;
  private byte[] history = {};
  private @Nullable ByteBuffer plain;
  private boolean closed;

  Deflation(Transport transport, OpenStreams streams) {
    this.transport = transport;
    this.streams = streams;
  }

  @Override
  public ByteBuffer room(int atLeast, Runnable whenKeptWaiting) {
    if (closed) {
      throw new ConnectionGoneException("after the end of compression");
    }
    var current = plain;
    if (current != null && current.remaining() < atLeast) {
      deflate(current);
      transport.awaitReader(whenKeptWaiting);
      current = current.capacity() < PIECE ? ByteBuffer.allocate(PIECE) : current;
    }
    if (current == null) {
      current = ByteBuffer.allocate(MAX_ROOM);
    }
    plain = current;
    return current;
  }

  /** Hands over what was written, so that the client can read all of it. */
  void flush() {
    if (plain != null && plain.position() > 0) {
      deflate(plain);
    }
  }

  /** Nothing is to be written for a while: the memory can go. Only after a flush. */
  void rest() {
    if (plain != null && plain.position() > 0) {
      throw new IllegalStateException("what was written has not been handed over");
    }
    plain = null;
  }

  /** Ends the stream behind what was written. */
  void finish() {
    var last = plain == null ? ByteBuffer.allocate(0) : plain;
    var deflater = streams.lend();
    try {
      deflater.setDictionary(history);
      deflater.setInput(last.flip());
      deflater.finish();
      while (!deflater.finished()) {
        deflater.deflate(transport.roomAtOnce(LEAST_ROOM));
      }
    } finally {
      streams.giveBack(deflater);
      close();
    }
  }

  /** All that was written, and a flush, goes to the transport. */
  private void deflate(ByteBuffer written) {
    var deflater = streams.lend();
    try {
      deflater.setDictionary(history);
      remember(written.flip());
      deflater.setInput(written);
      boolean more = true;
      while (more) {
        var target = transport.roomAtOnce(LEAST_ROOM);
        deflater.deflate(target, Deflater.SYNC_FLUSH);
        more = !target.hasRemaining();
      }
    } finally {
      streams.giveBack(deflater);
    }
    written.clear();
  }

  private void remember(ByteBuffer written) {
    int fresh = Math.min(HISTORY, written.remaining());
    int kept = Math.min(history.length, HISTORY - fresh);
    var last = Arrays.copyOfRange(history, history.length - kept, history.length + fresh);
    written.get(written.limit() - fresh, last, kept, fresh);
    history = last;
  }

  /** What was not handed over is lost. */
  @Override
  public void close() {
    closed = true;
    plain = null;
  }
}
