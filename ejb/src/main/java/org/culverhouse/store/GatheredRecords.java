package org.culverhouse.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Records as they are written: small ones in one buffer, bodies left where they are. One thread.
 */
final class GatheredRecords {
  private static final int CAPACITY = 8192;
  private static final int LARGE = CAPACITY / 2;
  private static final ByteBuffer ZEROS = ByteBuffer.allocate(8).asReadOnlyBuffer();

  private final List<ByteBuffer> pieces = new ArrayList<>();
  private ByteBuffer current = ByteBuffer.allocate(CAPACITY);

  /** Records as they have been written once. */
  void add(ByteBuffer octets) {
    seal();
    pieces.add(octets.duplicate());
  }

  void add(ByteBuffer header, Transaction.Entry entry) {
    put(header.duplicate());
    for (var piece : entry.payload()) {
      if (piece.remaining() > LARGE) {
        seal();
        pieces.add(piece.duplicate());
      } else {
        put(piece.duplicate());
      }
    }
    put(ZEROS.slice(0, (8 - entry.length() % 8) % 8));
  }

  private void put(ByteBuffer octets) {
    if (current.remaining() < octets.remaining()) {
      seal();
      current = ByteBuffer.allocate(CAPACITY);
    }
    current.put(octets);
  }

  /** What has been gathered becomes a piece; the room behind it is for the next one. */
  private void seal() {
    if (current.position() > 0) {
      pieces.add(current.duplicate().flip());
      current = current.slice();
    }
  }

  List<ByteBuffer> done() {
    seal();
    return pieces;
  }

  /** Leaves as many octets in the pieces, and returns those behind. */
  static List<ByteBuffer> takeBehind(long octets, List<ByteBuffer> pieces) {
    var behind = new ArrayList<ByteBuffer>();
    long left = octets;
    for (var piece : pieces) {
      int length = (int) Math.min(piece.remaining(), left);
      if (length < piece.remaining()) {
        behind.add(piece.slice(piece.position() + length, piece.remaining() - length));
        piece.limit(piece.position() + length);
      }
      left -= length;
    }
    return behind;
  }
}
