package org.culverhouse.mime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A text in which what has stood before is not said again (docs/formats/cch.md). It consists of
 *
 * <pre>
 * u8 0 to 127: one more than that many octets, which follow
 * u8 128 to 255, u16 place: 116 less than that many octets, which stand at that place
 * </pre>
 *
 * Places are counted from the begin of {@link KnownText}; behind it the window goes on: the texts
 * that are read before this one, and what there is of this one.
 */
final class PackedText {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  static final int MAX_LITERAL = 128;
  static final int MIN_COPY = 12;
  static final int MAX_COPY = MIN_COPY + 127;
  static final int COPY = 128;

  /** So that each place can be said in 16 bits. */
  static final int MAX_WINDOW = 1 << 15;

  /** So many octets behind a text may be read and written, and mean nothing. */
  static final int SLACK = 16;

  private static final byte[] KNOWN =
      Arrays.copyOf(KnownText.OCTETS, KnownText.OCTETS.length + SLACK);

  private PackedText() {}

  /**
   * Writes a text to the window, behind those that stand there up to {@code start}.
   *
   * @param packed {@code size} octets, and the slack
   * @param window which has the slack behind {@code end}
   * @throws CorruptStructureException if the text does not reach from {@code start} to {@code end}
   */
  static void unpack(byte[] packed, int size, byte[] window, int start, int end)
      throws CorruptStructureException {
    int known = KNOWN.length - SLACK;
    int out = start;
    int at = 0;
    while (at < size) {
      int token = packed[at++] & 0xff;
      boolean isCopy = token >= COPY;
      int length = isCopy ? token - COPY + MIN_COPY : token + 1;
      int used = isCopy ? 2 : length;
      if (length > end - out || used > size - at) {
        throw new CorruptStructureException("packed text", end, out + length);
      }
      if (!isCopy) {
        copy(packed, at, window, out, length);
      } else {
        int place = packed[at] & 0xff | (packed[at + 1] & 0xff) << 8;
        int behind = place - known;
        if (behind + length <= 0) {
          copy(KNOWN, place, window, out, length);
        } else if (behind >= 0 && behind + length <= out) {
          copy(window, behind, window, out, length);
        } else {
          throw new CorruptStructureException("place in packed text", out, place);
        }
      }
      at += used;
      out += length;
    }
    if (out != end) {
      throw new CorruptStructureException("packed text", end, out);
    }
  }

  /** In steps of sixteen octets, the last of which may go beyond: most copies are that short. */
  private static void copy(byte[] from, int at, byte[] to, int out, int length) {
    int i = 0;
    do {
      long first = (long) LONGS.get(from, at + i);
      long second = (long) LONGS.get(from, at + i + Long.BYTES);
      LONGS.set(to, out + i, first);
      LONGS.set(to, out + i + Long.BYTES, second);
      i += SLACK;
    } while (i < length);
  }
}
