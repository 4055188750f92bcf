package org.culverhouse.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.culverhouse.api.Content;
import org.culverhouse.mime.Range;

/**
 * A message of which several pieces are sent; it is released when all of them, and this, are
 * closed. Used by one thread.
 */
final class SharedMessage implements AutoCloseable {
  private final Content message;
  private int users = 1;

  SharedMessage(Content message) {
    this.message = message;
  }

  Content whole() {
    return message;
  }

  /** A piece of the message, which its user closes. */
  Content piece(Range range) {
    users++;
    return new Piece(range);
  }

  /** One piece, with which everything is released. */
  Content only(Range range) {
    var piece = piece(range);
    close();
    return piece;
  }

  @Override
  public void close() {
    users--;
    if (users == 0) {
      message.close();
    }
  }

  private final class Piece implements Content {
    private final Range range;
    private boolean closed;

    Piece(Range range) {
      this.range = range;
    }

    @Override
    public long size() {
      return range.length();
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
      long left = range.length() - position;
      if (left <= 0) {
        return 0;
      }
      int limit = target.limit();
      if (target.remaining() > left) {
        target.limit(target.position() + (int) left);
      }
      try {
        return message.read(range.offset() + position, target);
      } finally {
        target.limit(limit);
      }
    }

    @Override
    public void rest() {
      message.rest();
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        SharedMessage.this.close();
      }
    }
  }
}
