package org.culverhouse.mime;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import org.culverhouse.api.Content;

/**
 * The text of a part without transfer encoding and charset, read piece by piece. What is malformed
 * becomes U+FFFD; a charset that nobody knows is read as ISO-8859-1. Used by one thread.
 */
public final class DecodedText extends Reader {
  private static final int PIECE = 16 * 1024;

  private final Content message;
  private final Range body;
  private final TransferDecoder decoder;
  private final CharsetDecoder charset;
  private final ByteBuffer piece;
  private final ByteArrayOutputStream decoded;
  private ByteBuffer undecoded = ByteBuffer.allocate(0);
  private CharBuffer text = CharBuffer.allocate(0);
  private long position;
  private boolean ended;

  DecodedText(Content message, Range body, TransferEncoding encoding, Charset charset) {
    this(message, body, encoding, charset, PIECE);
  }

  /** {@code pieceSize}: so much is read at once. */
  DecodedText(
      Content message, Range body, TransferEncoding encoding, Charset charset, int pieceSize) {
    piece = ByteBuffer.allocate(pieceSize);
    decoded = new ByteArrayOutputStream(pieceSize);
    this.message = message;
    this.body = body;
    this.decoder = TransferDecoder.of(encoding);
    this.position = body.offset();
    this.charset =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
  }

  /** An unfolded field value with its encoded words decoded (RFC 2047). */
  public static String ofField(String value) {
    return EncodedWords.decode(value);
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    while (!text.hasRemaining() && !ended) {
      decodePiece();
    }
    if (!text.hasRemaining()) {
      return length == 0 ? 0 : -1;
    }
    int count = Math.min(length, text.remaining());
    text.get(target, offset, count);
    return count;
  }

  /** The message stays open. */
  @Override
  public void close() {}

  private void decodePiece() throws IOException {
    int count = readPiece();
    decoded.reset();
    decoder.decode(piece.array(), 0, count, decoded);
    ended = position >= body.end();
    if (ended) {
      decoder.finish(decoded);
    }
    var octets = ByteBuffer.allocate(undecoded.remaining() + decoded.size());
    octets.put(undecoded).put(decoded.toByteArray()).flip();
    int most = (int) Math.ceil(octets.remaining() * (double) charset.maxCharsPerByte()) + 16;
    text = CharBuffer.allocate(most);
    charset.decode(octets, text, ended);
    if (ended) {
      charset.flush(text);
    }
    text.flip();
    undecoded = octets;
  }

  private int readPiece() throws IOException {
    int wanted = (int) Math.min(piece.capacity(), body.end() - position);
    piece.clear().limit(wanted);
    int count = wanted == 0 ? 0 : message.read(position, piece);
    if (count == 0 && wanted > 0) {
      throw new EOFException("message ends at " + position + ", its part at " + body.end());
    }
    position += count;
    return count;
  }
}
