package org.culverhouse.mime;

import java.util.Arrays;
import org.culverhouse.api.Capacity;

/** The header being read; of a longer one only the first mebibyte is looked at. */
final class KeptHeader {
  static final int MAX_SIZE = 1 << 20;

  private byte[] octets = new byte[2048];
  private int length;

  void clear() {
    length = 0;
  }

  void append(byte octet) {
    if (length < MAX_SIZE) {
      reserve(1);
      octets[length++] = octet;
    }
  }

  void append(byte[] source, int from, int to) {
    int count = Math.min(to - from, MAX_SIZE - length);
    if (count > 0) {
      reserve(count);
      System.arraycopy(source, from, octets, length, count);
      length += count;
    }
  }

  /** Whether there may be more than what is kept. */
  boolean isCut() {
    return length == MAX_SIZE;
  }

  /** The octets kept, valid until the next change. */
  byte[] octets() {
    return octets;
  }

  int length() {
    return length;
  }

  private void reserve(int count) {
    if (count > octets.length - length) {
      octets = Arrays.copyOf(octets, Capacity.grown(octets.length, (long) length + count));
    }
  }
}
