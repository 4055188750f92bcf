package org.culverhouse.index;

import java.nio.ByteBuffer;
import java.util.function.IntFunction;
import org.culverhouse.index.IndexSection.Stored;

/** The identities of the bodies of a mailbox as a file has them, 16 octets each; thread-safe. */
final class StoredIds {
  static final int LENGTH = 16;
  static final StoredIds EMPTY =
      new StoredIds(
          new Stored(0, ByteBuffer.allocate(0)), row -> new MessageRow(0, 0, 0, 0, 0, 0, 0));

  private final StoredOctets octets;
  private final IntFunction<MessageRow> otherwise;

  private StoredIds(Stored section, IntFunction<MessageRow> otherwise) {
    this.octets = new StoredOctets(section);
    this.otherwise = otherwise;
  }

  /**
   * @param otherwise tells the rows where the section is damaged
   * @throws IllegalArgumentException if those are not the identities of so many rows
   */
  static StoredIds of(Stored section, int rows, IntFunction<MessageRow> otherwise) {
    if (section.octets().remaining() != (long) rows * LENGTH) {
      throw new IllegalArgumentException(section.octets().remaining() + " octets of email ids");
    }
    return new StoredIds(section, otherwise);
  }

  long high(int row) {
    int at = row * LENGTH;
    return octets.isSound(at) ? octets.getLong(at) : otherwise.apply(row).emailIdHigh();
  }

  long low(int row) {
    int at = row * LENGTH;
    return octets.isSound(at) ? octets.getLong(at + 8) : otherwise.apply(row).emailIdLow();
  }
}
