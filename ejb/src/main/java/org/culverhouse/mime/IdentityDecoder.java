package org.culverhouse.mime;

import java.io.ByteArrayOutputStream;

/** 7bit, 8bit and binary (RFC 2045 section 6.2). */
final class IdentityDecoder implements TransferDecoder {
  @Override
  public void decode(byte[] octets, int from, int to, ByteArrayOutputStream result) {
    result.write(octets, from, to - from);
  }

  @Override
  public void finish(ByteArrayOutputStream result) {}
}
