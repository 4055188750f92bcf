package org.culverhouse.store;

import java.nio.ByteBuffer;

/** Counts the lines of a message and finds the end of its header, in one pass. One thread. */
final class BodyScan {
  private long position;
  private long lines;
  private long headerLength = -1;
  private long lineStart;
  private boolean afterReturn;

  void update(ByteBuffer octets) {
    while (octets.hasRemaining()) {
      byte octet = octets.get();
      position++;
      if (octet == '\n') {
        lines++;
        if (headerLength < 0 && isEmptyLine()) {
          headerLength = position;
        }
        lineStart = position;
      }
      afterReturn = octet == '\r';
    }
  }

  private boolean isEmptyLine() {
    long length = position - lineStart;
    return length == 1 || length == 2 && afterReturn;
  }

  long lines() {
    return lines;
  }

  /** With the empty line; the whole message if there is none. */
  long headerLength() {
    return headerLength < 0 ? position : headerLength;
  }
}
