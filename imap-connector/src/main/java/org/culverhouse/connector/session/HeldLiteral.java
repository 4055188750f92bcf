package org.culverhouse.connector.session;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.culverhouse.api.Content;
import org.culverhouse.connector.wire.LiteralStore;
import org.jspecify.annotations.Nullable;

/** A message in memory that has been taken for it, and is given back when it closes. */
final class HeldLiteral implements LiteralStore.Sink, Content {
  /** A client that announces much and sends little gets no more than this. */
  private static final int FIRST = 64 * 1024;

  private final LiteralMemory memory;
  private final int announced;
  private byte @Nullable [] octets;
  private int size;

  /** The memory must have been taken. */
  HeldLiteral(LiteralMemory memory, int announced) {
    this.memory = memory;
    this.announced = announced;
    this.octets = new byte[Math.min(FIRST, announced)];
  }

  @Override
  public void write(ByteBuffer piece) {
    var kept = octets();
    int count = piece.remaining();
    if (count > announced - size) {
      throw new IllegalArgumentException("more than the " + announced + " octets announced");
    }
    if (count > kept.length - size) {
      kept = Arrays.copyOf(kept, announced);
      octets = kept;
    }
    piece.get(kept, size, count);
    size += count;
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
  public int read(long position, ByteBuffer target) {
    int count = (int) Math.min(target.remaining(), Math.max(0, size - position));
    if (count > 0) {
      target.put(octets(), (int) position, count);
    }
    return count;
  }

  private byte[] octets() {
    if (octets == null) {
      throw new IllegalStateException("the message has been closed");
    }
    return octets;
  }

  @Override
  public void close() {
    if (octets != null) {
      octets = null;
      memory.giveBack(announced);
    }
  }
}
