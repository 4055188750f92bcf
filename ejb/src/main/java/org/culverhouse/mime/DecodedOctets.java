package org.culverhouse.mime;

import java.io.EOFException;
import java.io.IOException;
import org.culverhouse.api.Content;

/** The octets of a part without transfer encoding, read piece by piece. Used by one thread. */
final class DecodedOctets {
  private final Content message;
  private final Range body;
  private final TransferDecoder decoder;
  private final boolean isPlain;
  private final int pieceSize;
  private final Octets encoded = new Octets();
  private long position;
  private boolean ended;

  /** {@code pieceSize}: so much is read at once. */
  DecodedOctets(Content message, Range body, TransferEncoding encoding, int pieceSize) {
    this.message = message;
    this.body = body;
    this.decoder = TransferDecoder.of(encoding);
    this.isPlain = decoder instanceof IdentityDecoder;
    this.pieceSize = pieceSize;
    this.position = body.offset();
  }

  boolean hasNext() {
    return !ended;
  }

  /** Adds the next piece, which may be empty, to what is there. */
  void next(Octets target) throws IOException {
    if (isPlain) {
      readPiece(target);
    } else {
      encoded.reset();
      readPiece(encoded);
      decoder.decode(encoded.array(), 0, encoded.size(), target);
    }
    ended = position >= body.end();
    if (ended) {
      decoder.finish(target);
    }
  }

  private void readPiece(Octets target) throws IOException {
    int wanted = (int) Math.min(pieceSize, body.end() - position);
    if (wanted == 0) {
      return;
    }
    int count = message.read(position, target.room(wanted));
    if (count == 0) {
      throw new EOFException("message ends at " + position + ", its part at " + body.end());
    }
    target.filled(count);
    position += count;
  }
}
