package org.culverhouse.mime;

import java.io.ByteArrayOutputStream;

/** Decodes quoted-printable in pieces; what is wrong stays as it is (RFC 2045 section 6.7). */
final class QuotedPrintableDecoder implements TransferDecoder {
  /** An equals sign and what follows it, until it is clear what it means. */
  private final byte[] held = new byte[3];

  private int heldLength;
  private boolean softBreak;

  @Override
  public void decode(byte[] octets, int from, int to, ByteArrayOutputStream result) {
    int at = from;
    while (at < to) {
      int start = at;
      if (heldLength == 0 && !softBreak) {
        while (at < to && octets[at] != '=') {
          at++;
        }
        result.write(octets, start, at - start);
      }
      if (at < to) {
        accept(octets[at++], result);
      }
    }
  }

  @Override
  public void finish(ByteArrayOutputStream result) {
    result.write(held, 0, heldLength);
    heldLength = 0;
  }

  private void accept(byte octet, ByteArrayOutputStream result) {
    if (softBreak) {
      skipLineEnd(octet, result);
      return;
    }
    if (heldLength == 0 && octet != '=') {
      result.write(octet);
      return;
    }
    boolean blank = octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n';
    if (heldLength == 1 && blank) {
      heldLength = 0;
      softBreak = octet != '\n';
      return;
    }
    held[heldLength++] = octet;
    if (heldLength == held.length) {
      int value = Hex.pair(held, 1, held.length);
      if (value >= 0) {
        result.write(value);
        heldLength = 0;
        return;
      }
      passOn(result);
    }
  }

  /** The equals sign was one; the two octets after it may begin something. */
  private void passOn(ByteArrayOutputStream result) {
    heldLength = 0;
    result.write('=');
    byte second = held[1];
    byte third = held[2];
    accept(second, result);
    accept(third, result);
  }

  private void skipLineEnd(byte octet, ByteArrayOutputStream result) {
    boolean blank = octet == ' ' || octet == '\t' || octet == '\r';
    softBreak = blank;
    if (!blank && octet != '\n') {
      accept(octet, result);
    }
  }
}
