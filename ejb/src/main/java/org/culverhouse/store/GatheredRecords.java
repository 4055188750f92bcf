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
    int length = entry.payload().remaining();
    put(header.duplicate());
    if (length > LARGE) {
      seal();
      pieces.add(entry.payload().duplicate());
    } else {
      put(entry.payload().duplicate());
    }
    put(ZEROS.slice(0, (8 - length % 8) % 8));
  }

  private void put(ByteBuffer octets) {
    if (current.remaining() < octets.remaining()) {
      seal();
    }
    current.put(octets);
  }

  private void seal() {
    pieces.add(current.flip());
    current = ByteBuffer.allocate(CAPACITY);
  }

  List<ByteBuffer> done() {
    pieces.add(current.flip());
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
