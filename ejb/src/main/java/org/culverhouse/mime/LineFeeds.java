package org.culverhouse.mime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks for line feeds eight octets at a time. */
final class LineFeeds {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LINE_FEEDS = 0x0a0a_0a0a_0a0a_0a0aL;
  private static final long LOW_BITS = 0x7f7f_7f7f_7f7f_7f7fL;

  private long passed;

  /** How many line feeds the last {@link #passLines} went over. */
  long passed() {
    return passed;
  }

  /** The first line feed, or {@code end}. */
  static int find(byte[] octets, int from, int end) {
    int at = from;
    for (; at <= end - 8; at += 8) {
      long found = lineFeedsIn((long) WORD.get(octets, at));
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (at < end && octets[at] != '\n') {
      at++;
    }
    return at;
  }

  /** Goes over all lines to the end. */
  void countLines(byte[] octets, int from, int end) {
    long count = 0;
    int at = from;
    for (; at <= end - 8; at += 8) {
      count += Long.bitCount(lineFeedsIn((long) WORD.get(octets, at)));
    }
    for (; at < end; at++) {
      count += octets[at] == '\n' ? 1 : 0;
    }
    passed = count;
  }

  /**
   * Goes over the lines after which none begins with two dashes, as far as can be seen.
   *
   * @return the line feed before a line that may be a boundary, which is not counted, or {@code
   *     end}
   */
  int passLines(byte[] octets, int from, int end) {
    long count = 0;
    int at = from;
    for (; at <= end - 8; at += 8) {
      long found = lineFeedsIn((long) WORD.get(octets, at));
      while (found != 0) {
        int feed = at + (Long.numberOfTrailingZeros(found) >>> 3);
        if (mayBeBoundary(octets, feed + 1, end)) {
          passed = count;
          return feed;
        }
        count++;
        found &= found - 1;
      }
    }
    for (; at < end; at++) {
      if (octets[at] == '\n') {
        if (mayBeBoundary(octets, at + 1, end)) {
          break;
        }
        count++;
      }
    }
    passed = count;
    return at;
  }

  private static boolean mayBeBoundary(byte[] octets, int at, int end) {
    if (at >= end) {
      return true;
    }
    return octets[at] == '-' && (at + 1 >= end || octets[at + 1] == '-');
  }

  /** The high bit of each octet that is a line feed. */
  private static long lineFeedsIn(long word) {
    long zeros = word ^ LINE_FEEDS;
    return ~(((zeros & LOW_BITS) + LOW_BITS) | zeros | LOW_BITS);
  }
}
