package org.culverhouse.mime;

import java.io.ByteArrayOutputStream;

/** Removes a transfer encoding piece by piece (RFC 2045 section 6). */
sealed interface TransferDecoder permits Base64Decoder, QuotedPrintableDecoder, IdentityDecoder {
  void decode(byte[] octets, int from, int to, ByteArrayOutputStream result);

  /** What is still held back at the end of the body. */
  void finish(ByteArrayOutputStream result);

  /** Of an encoding that nobody knows the text is taken as it stands. */
  static TransferDecoder of(TransferEncoding encoding) {
    return switch (encoding) {
      case BASE64 -> new Base64Decoder();
      case QUOTED_PRINTABLE -> new QuotedPrintableDecoder();
      case IDENTITY, UNKNOWN -> new IdentityDecoder();
    };
  }
}
