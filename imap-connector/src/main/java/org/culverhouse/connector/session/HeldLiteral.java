package org.culverhouse.connector.session;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.culverhouse.api.Content;
import org.culverhouse.connector.wire.LiteralStore;

/**
 * A message in memory that has been taken for it, and is given back when it closes. It lies in
 * pieces: a client that announces much and sends little gets no more than one, and large arrays
 * would keep the collector busy.
 */
final class HeldLiteral implements LiteralStore.Sink, Content {
  private static final int PIECE = 64 * 1024;

  private final LiteralMemory memory;
  private final int announced;
  private final List<ByteBuffer> pieces = new ArrayList<>(2);
  private int size;
  private boolean isClosed;

  /** The memory must have been taken. */
  HeldLiteral(LiteralMemory memory, int announced) {
    this.memory = memory;
    this.announced = announced;
  }

  @Override
  public void write(ByteBuffer octets) {
    checkOpen();
    int count = octets.remaining();
    if (count > announced - size) {
      throw new IllegalArgumentException("more than the " + announced + " octets announced");
    }
    while (octets.hasRemaining()) {
      var piece = pieceToFill();
      int at = size % PIECE;
      int length = Math.min(octets.remaining(), piece.capacity() - at);
      piece.put(at, octets, octets.position(), length).limit(at + length);
      octets.position(octets.position() + length);
      size += length;
    }
  }

  /** Each but the last is full: the place for an octet follows from its position. */
  private ByteBuffer pieceToFill() {
    int index = size / PIECE;
    if (index == pieces.size()) {
      pieces.add(ByteBuffer.allocate(Math.min(PIECE, announced - size)));
    }
    return pieces.get(index).clear();
  }

  @Override
  public Content finish() {
    return this;
  }

  @Override
  public void discard() {
    close();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public List<ByteBuffer> pieces() {
    checkOpen();
    return pieces.stream().map(ByteBuffer::duplicate).toList();
  }

  @Override
  public int read(long position, ByteBuffer target) {
    checkOpen();
    int begin = target.position();
    for (long at = position; at < size && target.hasRemaining(); ) {
      var piece = pieces.get((int) (at / PIECE));
      int offset = (int) (at % PIECE);
      int count = Math.min(target.remaining(), piece.limit() - offset);
      target.put(target.position(), piece, offset, count);
      target.position(target.position() + count);
      at += count;
    }
    return target.position() - begin;
  }

  private void checkOpen() {
    if (isClosed) {
      throw new IllegalStateException("the message has been closed");
    }
  }

  @Override
  public void close() {
    if (!isClosed) {
      isClosed = true;
      pieces.clear();
      memory.giveBack(announced);
    }
  }
}
