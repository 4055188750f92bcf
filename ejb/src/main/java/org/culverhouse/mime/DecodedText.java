package org.culverhouse.mime;

import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;

/**
 * The text of a part without transfer encoding and charset, read piece by piece. What is malformed
 * becomes U+FFFD; a charset that nobody knows is read as ISO-8859-1. Used by one thread.
 */
public final class DecodedText extends Reader {
  private final DecodedOctets source;
  private final CharsetDecoder charset;

  /** What was not enough for a character, and the next piece behind it. */
  private final Octets octets = new Octets();

  private CharBuffer text = CharBuffer.allocate(0);

  DecodedText(DecodedOctets source, Charset charset) {
    this.source = source;
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
    while (!text.hasRemaining() && source.hasNext()) {
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
    source.next(octets);
    boolean ended = !source.hasNext();
    int most = (int) Math.ceil(octets.size() * (double) charset.maxCharsPerByte()) + 16;
    text = text.capacity() < most ? CharBuffer.allocate(most) : text.clear();
    var undecoded = ByteBuffer.wrap(octets.array(), 0, octets.size());
    charset.decode(undecoded, text, ended);
    if (ended) {
      charset.flush(text);
    }
    text.flip();
    octets.keepLast(undecoded.remaining());
  }
}
