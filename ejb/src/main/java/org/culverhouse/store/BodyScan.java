package org.culverhouse.store;

import java.nio.ByteBuffer;

/** Counts the lines of a message and finds the end of its header, in one pass. One thread. */
final class BodyScan {
  private static final long LINE_FEEDS = 0x0a0a_0a0a_0a0a_0a0aL;
  private static final long LOW_BITS = 0x7f7f_7f7f_7f7f_7f7fL;

  private long position;
  private long lines;
  private long headerLength = -1;
  private long lineStart;
  private boolean afterReturn;

  void update(ByteBuffer octets) {
    while (headerLength < 0 && octets.hasRemaining()) {
      byte octet = octets.get();
      position++;
      if (octet == '\n') {
        lines++;
        if (isEmptyLine()) {
          headerLength = position;
        }
        lineStart = position;
      }
      afterReturn = octet == '\r';
    }
    position += octets.remaining();
    lines += countLineFeeds(octets);
  }

  /** Eight octets at a time: messages are long, and their lines short. */
  private static long countLineFeeds(ByteBuffer octets) {
    int end = octets.limit();
    long count = 0;
    int at = octets.position();
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      long others = octets.getLong(at) ^ LINE_FEEDS;
      count += Long.bitCount(~(((others & LOW_BITS) + LOW_BITS) | others | LOW_BITS));
    }
    for (; at < end; at++) {
      count += octets.get(at) == '\n' ? 1 : 0;
    }
    octets.position(end);
    return count;
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
