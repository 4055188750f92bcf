package org.culverhouse.mime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Writes {@link PackedText}: at each place the longest of the last few texts that began alike. One
 * thread.
 */
final class TextPacker {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int BITS = 11;
  private static final int TRIED = 8;
  private static final Places KNOWN = Places.ofAll(KnownText.OCTETS);

  private final byte[] window;
  private final Places before;

  /** A window for texts of so many octets, {@link PackedText#MAX_WINDOW} at most. */
  TextPacker(int size) {
    window = new byte[size];
    before = new Places(size);
  }

  /** Where octets stand, by the eight of them from there on. */
  private static final class Places {
    private final short[] newest = new short[1 << BITS];
    private final short[] older;

    Places(int size) {
      Arrays.fill(newest, (short) -1);
      older = new short[size];
    }

    static Places ofAll(byte[] octets) {
      var places = new Places(octets.length);
      for (int at = 0; at <= octets.length - PackedText.MIN_COPY; at++) {
        places.add(octets, at);
      }
      return places;
    }

    void add(byte[] octets, int at) {
      int hash = hash(octets, at);
      older[at] = newest[hash];
      newest[hash] = (short) at;
    }

    private static int hash(byte[] octets, int at) {
      return (int) ((long) LONGS.get(octets, at) * 0x9e3779b97f4a7c15L >>> Long.SIZE - BITS);
    }

    /** Length in the upper half, place in the lower; 0 for none that is long enough. */
    int longest(byte[] octets, byte[] window, int at, int end) {
      int limit = octets == window ? at : octets.length;
      long begin = (long) LONGS.get(window, at);
      int best = 0;
      int place = newest[hash(window, at)];
      for (int tried = 0; tried < TRIED && place >= 0; tried++) {
        int most = Math.min(PackedText.MAX_COPY, Math.min(end - at, limit - place));
        if (most >= PackedText.MIN_COPY && (long) LONGS.get(octets, place) == begin) {
          int same = Arrays.mismatch(octets, place, place + most, window, at, at + most);
          int length = same < 0 ? most : same;
          if (length >= PackedText.MIN_COPY && length > best >>> Short.SIZE) {
            best = length << Short.SIZE | place;
          }
        }
        place = older[place];
      }
      return best;
    }
  }

  /**
   * A text that follows those that stand in the window up to {@code start}.
   *
   * @param least how many octets a copy has at least, {@link PackedText#MIN_COPY} or more: fewer
   *     copies are unpacked faster
   */
  byte[] pack(byte[] text, int start, int least) {
    System.arraycopy(text, 0, window, start, text.length);
    int end = start + text.length;
    var out = new byte[text.length + text.length / PackedText.MAX_LITERAL + 1];
    int length = 0;
    int literal = start;
    int at = start;
    while (at <= end - PackedText.MIN_COPY) {
      int known = KNOWN.longest(KnownText.OCTETS, window, at, end);
      int earlier = before.longest(window, window, at, end);
      int found = Math.max(known, earlier) >>> Short.SIZE;
      if (found < least) {
        before.add(window, at++);
        continue;
      }
      length = putLiteral(literal, at, out, length);
      boolean isKnown = known >>> Short.SIZE == found;
      int place = isKnown ? known & 0xffff : KnownText.OCTETS.length + (earlier & 0xffff);
      out[length++] = (byte) (PackedText.COPY + found - PackedText.MIN_COPY);
      out[length++] = (byte) place;
      out[length++] = (byte) (place >>> 8);
      literal = at + found;
      while (at < Math.min(literal, end - PackedText.MIN_COPY)) {
        before.add(window, at++);
      }
      at = literal;
    }
    length = putLiteral(literal, end, out, length);
    return Arrays.copyOf(out, length);
  }

  private int putLiteral(int from, int to, byte[] out, int length) {
    int at = from;
    int end = length;
    while (at < to) {
      int count = Math.min(PackedText.MAX_LITERAL, to - at);
      out[end++] = (byte) (count - 1);
      System.arraycopy(window, at, out, end, count);
      at += count;
      end += count;
    }
    return end;
  }
}
