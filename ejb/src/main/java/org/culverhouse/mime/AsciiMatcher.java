package org.culverhouse.mime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks for an ASCII text in octets, in upper and lower case, eight octets at a time: where two of
 * its rarer characters stand at their distance, the others are compared. Immutable.
 */
final class AsciiMatcher {
  static final int ABSENT = -1;

  /** The octets are of a kind that takes too long here; {@link TextMatcher} takes linear time. */
  static final int GAVE_UP = -2;

  /** Comparing may take so many steps an octet. */
  private static final int EFFORT = 4;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  /** The common ones first, as English, German and French have them. */
  private static final String COMMON = "\r\n ETAINRSOLUDHCMGPBFW.,VK-_/YZ0123456789";

  private final byte[] wanted;

  /** The places of the two characters; the same one in a text of one character. */
  private final int left;

  private final int right;

  /**
   * @param folded not empty, ASCII, and in upper case as {@link CaseMap} makes it
   */
  AsciiMatcher(String folded) {
    wanted = new byte[folded.length()];
    int rarest = 0;
    int second = -1;
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = (byte) folded.charAt(i);
      if (rarity(wanted[i]) > rarity(wanted[rarest])) {
        second = rarest;
        rarest = i;
      } else if (i > 0 && (second < 0 || rarity(wanted[i]) > rarity(wanted[second]))) {
        second = i;
      }
    }
    left = second < 0 ? rarest : Math.min(rarest, second);
    right = Math.max(rarest, second);
  }

  private static int rarity(byte character) {
    int place = COMMON.indexOf(character);
    return place < 0 ? COMMON.length() : place;
  }

  int length() {
    return wanted.length;
  }

  /** Where the text begins, {@link #ABSENT} or {@link #GAVE_UP}. */
  int find(byte[] octets, int from, int to) {
    long leftBits = ONES * lowered(wanted[left]);
    long leftCase = ONES * caseBit(wanted[left]);
    long rightBits = ONES * lowered(wanted[right]);
    long rightCase = ONES * caseBit(wanted[right]);
    long effort = 0;
    int at = from;
    for (; at <= to - right - 8 && at <= to - wanted.length; at += 8) {
      long first = (long) WORD.get(octets, at + left) | leftCase;
      long other = (long) WORD.get(octets, at + right) | rightCase;
      long differences = (first ^ leftBits) | (other ^ rightBits);
      // Besides each zero this marks some octets after it, which are then compared in vain.
      long zeros = (differences - ONES) & ~differences & HIGH_BITS;
      while (zeros != 0) {
        int start = at + (Long.numberOfTrailingZeros(zeros) >>> 3);
        int equal = start <= to - wanted.length ? equalOctets(octets, start) : 0;
        if (equal == wanted.length) {
          return start;
        }
        effort += equal;
        zeros &= zeros - 1;
      }
      if (effort > EFFORT * (at - from + 64L)) {
        return GAVE_UP;
      }
    }
    for (; at <= to - wanted.length; at++) {
      if (equalOctets(octets, at) == wanted.length) {
        return at;
      }
    }
    return ABSENT;
  }

  private int equalOctets(byte[] octets, int start) {
    int i = 0;
    while (i < wanted.length && (octets[start + i] | caseBit(wanted[i])) == lowered(wanted[i])) {
      i++;
    }
    return i;
  }

  private static int caseBit(byte character) {
    return character >= 'A' && character <= 'Z' ? 0x20 : 0;
  }

  private static int lowered(byte character) {
    return character | caseBit(character);
  }

  static boolean isAscii(byte[] octets, int from, int to) {
    long all = 0;
    int at = from;
    for (; at <= to - 8; at += 8) {
      all |= (long) WORD.get(octets, at);
    }
    for (; at < to; at++) {
      all |= octets[at];
    }
    return (all & HIGH_BITS) == 0;
  }
}
