package org.culverhouse.mime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

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

  private PackedText() {}

  /**
   * Writes the text to the window.
   *
   * @param window where the texts before it stand up to {@code start}
   * @throws CorruptStructureException if it does not reach from there to {@code end}
   */
  static void unpack(byte[] packed, byte[] window, int start, int end)
      throws CorruptStructureException {
    byte[] known = KnownText.OCTETS;
    int out = start;
    int at = 0;
    while (at < packed.length) {
      int token = packed[at++] & 0xff;
      boolean isCopy = token >= COPY;
      int length = isCopy ? token - COPY + MIN_COPY : token + 1;
      int used = isCopy ? 2 : length;
      if (length > end - out || used > packed.length - at) {
        throw new CorruptStructureException("packed text", end, out + length);
      }
      if (!isCopy) {
        copyLiteral(packed, at, window, out, length);
      } else {
        int place = packed[at] & 0xff | (packed[at + 1] & 0xff) << 8;
        int behind = place - known.length;
        if (behind + length <= 0) {
          copy(known, place, window, out, length);
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

  /** Eight at a time: most are few, for which {@link System#arraycopy} takes longer. */
  private static void copy(byte[] from, int at, byte[] to, int out, int length) {
    int last = length - Long.BYTES;
    for (int i = 0; i < last; i += Long.BYTES) {
      LONGS.set(to, out + i, (long) LONGS.get(from, at + i));
    }
    LONGS.set(to, out + last, (long) LONGS.get(from, at + last));
  }

  private static void copyLiteral(byte[] from, int at, byte[] to, int out, int length) {
    if (length >= Long.BYTES) {
      copy(from, at, to, out, length);
      return;
    }
    for (int i = 0; i < length; i++) {
      to[out + i] = from[at + i];
    }
  }
}
