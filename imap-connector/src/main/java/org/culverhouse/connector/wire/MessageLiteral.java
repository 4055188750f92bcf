package org.culverhouse.connector.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.culverhouse.api.Capacity;
import org.culverhouse.api.Content;
import org.jspecify.annotations.Nullable;

/** A message of APPEND on its way in: in memory, which grows as octets arrive, or in the store. */
final class MessageLiteral {
  private static final int SMALLEST = 1024;

  private final LiteralStore.@Nullable Sink sink;
  private byte[] octets = {};
  private long arrived;

  private MessageLiteral(LiteralStore.@Nullable Sink sink) {
    this.sink = sink;
  }

  static MessageLiteral inMemory() {
    return new MessageLiteral(null);
  }

  static MessageLiteral in(LiteralStore store, long size) throws IOException {
    return new MessageLiteral(store.begin(size));
  }

  /** How much room the message takes in memory once it has arrived as a whole. */
  long memory() {
    return sink == null ? arrived : 0;
  }

  /** Takes {@code count} octets. */
  void take(ByteBuffer input, int count) throws IOException {
    var piece = input.slice(input.position(), count);
    input.position(input.position() + count);
    if (sink != null) {
      sink.write(piece);
    } else {
      keep(piece);
    }
    arrived += count;
  }

  private void keep(ByteBuffer piece) {
    int length = (int) arrived;
    if (piece.remaining() > octets.length - length) {
      long needed = Math.max(SMALLEST, arrived + piece.remaining());
      octets = Arrays.copyOf(octets, Capacity.grown(octets.length, needed));
    }
    piece.get(octets, length, piece.remaining());
  }

  Content finish() throws IOException {
    return sink != null ? sink.finish() : Content.of(ByteBuffer.wrap(octets, 0, (int) arrived));
  }

  void discard() {
    if (sink != null) {
      sink.discard();
    }
  }

  /** Puts 0x80 where NUL stands. */
  static void replaceNul(ByteBuffer octets, int from, int to) {
    var left = octets.duplicate().limit(to).position(from);
    int at = indexOfNul(left, left.remaining());
    while (at >= 0) {
      octets.put(at, (byte) 0x80);
      left.position(at + 1);
      at = indexOfNul(left, left.remaining());
    }
  }

  /** The position of the first NUL of the next {@code count} octets, or -1. */
  static int indexOfNul(ByteBuffer input, int count) {
    int end = input.position() + count;
    int i = input.position();
    for (; i + Long.BYTES <= end; i += Long.BYTES) {
      long octets = input.getLong(i);
      if ((octets - 0x0101010101010101L & ~octets & 0x8080808080808080L) != 0) {
        break;
      }
    }
    for (; i < end; i++) {
      if (input.get(i) == 0) {
        return i;
      }
    }
    return -1;
  }
}
