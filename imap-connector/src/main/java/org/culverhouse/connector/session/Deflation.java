package org.culverhouse.connector.session;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.culverhouse.api.ConnectionGoneException;
import org.culverhouse.connector.wire.WireSink;
import org.jspecify.annotations.Nullable;

/**
 * Deflates what is written to one client (RFC 4978). Between two answers it holds no more than
 * their last octets: the next deflater goes on from those, and the client sees one stream. Used by
 * the thread of one session.
 */
final class Deflation implements WireSink, AutoCloseable {
  /** Octets of earlier answers to which the next one may refer. */
  private static final int HISTORY = 4 * 1024;

  /** So much that a flush is never told twice. */
  private static final int LEAST_ROOM = 64;

  private final Transport transport;
  private final OpenStreams streams;
  private byte[] history = {};
  private @Nullable Deflater deflater;
  private @Nullable ByteBuffer plain;
  private boolean isFlushed = true;
  private boolean closed;

  Deflation(Transport transport, OpenStreams streams) {
    this.transport = transport;
    this.streams = streams;
  }

  @Override
  public ByteBuffer room(int atLeast) {
    if (closed) {
      throw new ConnectionGoneException("after the end of compression");
    }
    if (plain != null && plain.remaining() < atLeast) {
      deflate(plain, Deflater.NO_FLUSH);
    }
    if (plain == null) {
      plain = ByteBuffer.allocate(MAX_ROOM);
    }
    isFlushed = false;
    return plain;
  }

  /** Hands over what was written, so that the client can read all of it. */
  void flush() {
    if (!isFlushed && plain != null) {
      deflate(plain, Deflater.SYNC_FLUSH);
      isFlushed = true;
    }
  }

  /** Nothing is to be written for a while: the memory can go. Only after a flush. */
  void rest() {
    if (!isFlushed) {
      throw new IllegalStateException("what was written has not been handed over");
    }
    plain = null;
    if (deflater != null) {
      streams.end(deflater);
      deflater = null;
    }
  }

  /** Ends the stream behind what was written. */
  void finish() {
    var last = plain == null ? ByteBuffer.allocate(0) : plain;
    deflater().finish();
    deflate(last, Deflater.NO_FLUSH);
    close();
  }

  private void deflate(ByteBuffer written, int flush) {
    var current = deflater();
    remember(written.flip());
    current.setInput(written);
    boolean more = true;
    while (more) {
      var target = transport.room(LEAST_ROOM);
      current.deflate(target, flush);
      more = !target.hasRemaining();
    }
    written.clear();
  }

  private Deflater deflater() {
    var current = deflater;
    if (current == null) {
      current = streams.newDeflater();
      current.setDictionary(history);
      deflater = current;
    }
    return current;
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
    isFlushed = true;
    rest();
  }
}
