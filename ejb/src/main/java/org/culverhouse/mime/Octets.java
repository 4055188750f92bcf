package org.culverhouse.mime;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.culverhouse.api.Capacity;

/** Octets that are gone through where they are gathered. Used by one thread. */
final class Octets extends ByteArrayOutputStream {
  /** What was gathered is at its beginning; another one after the next octet. */
  byte[] array() {
    return buf;
  }

  /**
   * Room for so many octets behind those that are there; they count once they are {@link #filled}.
   */
  ByteBuffer room(int length) {
    if (buf.length - count < length) {
      buf = Arrays.copyOf(buf, Capacity.grown(buf.length, (long) count + length));
    }
    return ByteBuffer.wrap(buf, count, length);
  }

  void filled(int length) {
    count += length;
  }

  /** Forgets all but the last, which are moved to the beginning. */
  void keepLast(int most) {
    int kept = Math.min(most, count);
    System.arraycopy(buf, count - kept, buf, 0, kept);
    count = kept;
  }
}
