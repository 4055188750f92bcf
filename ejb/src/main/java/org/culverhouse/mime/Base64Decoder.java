package org.culverhouse.mime;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Decodes base64 in pieces; what is not in its alphabet is passed over (RFC 2045 section 6.8). */
final class Base64Decoder implements TransferDecoder {
  private static final byte[] VALUES = values();

  private int bits;
  private int count;

  @Override
  public void decode(byte[] octets, int from, int to, ByteArrayOutputStream result) {
    var decoded = new byte[(to - from) / 4 * 3 + 3];
    int length = 0;
    for (int i = from; i < to; i++) {
      int value = octets[i] < 0 ? -1 : VALUES[octets[i]];
      if (value >= 0) {
        bits = bits << 6 | value;
        count = count + 1 & 3;
        if (count != 1) {
          // The second to fourth digits complete one octet each.
          int rest = 6 - 2 * (count - 1 & 3);
          decoded[length++] = (byte) (bits >>> rest);
          bits &= (1 << rest) - 1;
        }
      } else if (octets[i] == '=') {
        count = 0;
        bits = 0;
      }
    }
    result.write(decoded, 0, length);
  }

  @Override
  public void finish(ByteArrayOutputStream result) {}

  private static byte[] values() {
    byte[] values = new byte[128];
    Arrays.fill(values, (byte) -1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < alphabet.length(); i++) {
      values[alphabet.charAt(i)] = (byte) i;
    }
    return values;
  }
}
