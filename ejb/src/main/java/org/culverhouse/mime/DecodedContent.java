package org.culverhouse.mime;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.culverhouse.api.Content;

/**
 * A part without its transfer encoding (RFC 3516). Its size is known only when it has been decoded
 * once; nothing of it is kept, so it is decoded again as it is read. Used by one thread.
 */
public final class DecodedContent implements Content {
  private static final int PIECE = 16 * 1024;

  /** Octets that it takes, until it is forgotten. */
  public static final long MEMORY = 2 * PIECE;

  private final Content encoded;
  private final TransferEncoding encoding;
  private final ByteBuffer piece = ByteBuffer.allocate(PIECE);
  private final ByteArrayOutputStream decoded = new ByteArrayOutputStream(PIECE);
  private TransferDecoder decoder;
  private ByteBuffer left = ByteBuffer.allocate(0);
  private long encodedPosition;
  private long position;
  private final long size;
  private boolean hasNul;

  DecodedContent(Content encoded, TransferEncoding encoding) throws IOException {
    this.encoded = encoded;
    this.encoding = encoding;
    this.decoder = TransferDecoder.of(encoding);
    this.size = measure();
    restart();
  }

  private long measure() throws IOException {
    long octets = 0;
    while (next()) {
      octets += left.remaining();
      while (left.hasRemaining()) {
        hasNul |= left.get() == 0;
      }
    }
    return octets;
  }

  @Override
  public long size() {
    return size;
  }

  /** Whether there is a NUL in it. */
  public boolean hasNul() {
    return hasNul;
  }

  /** Reading backwards begins anew. */
  @Override
  public int read(long from, ByteBuffer target) throws IOException {
    if (from < position) {
      restart();
    }
    int count = 0;
    while (target.hasRemaining() && (left.hasRemaining() || next())) {
      long skipped = Math.min(left.remaining(), Math.max(0, from - position));
      left.position(left.position() + (int) skipped);
      int taken = Math.min(left.remaining(), target.remaining());
      target.put(left.slice(left.position(), taken));
      left.position(left.position() + taken);
      position += skipped + taken;
      count += taken;
    }
    return count;
  }

  private void restart() {
    decoder = TransferDecoder.of(encoding);
    left = ByteBuffer.allocate(0);
    encodedPosition = 0;
    position = 0;
  }

  /** Decodes the next piece; false at the end. */
  private boolean next() throws IOException {
    while (encodedPosition < encoded.size()) {
      piece.clear();
      int count = encoded.read(encodedPosition, piece);
      if (count <= 0) {
        throw new EOFException("a part ended after " + encodedPosition + " octets");
      }
      encodedPosition += count;
      decoded.reset();
      decoder.decode(piece.array(), 0, count, decoded);
      if (encodedPosition == encoded.size()) {
        decoder.finish(decoded);
      }
      if (decoded.size() > 0) {
        left = ByteBuffer.wrap(decoded.toByteArray());
        return true;
      }
    }
    return false;
  }

  @Override
  public void rest() {
    encoded.rest();
  }

  @Override
  public void close() {
    encoded.close();
  }
}
