package org.culverhouse.index;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The rows of a mailbox as a file has them, by slot; immutable, and thread-safe. */
record StoredColumns(
    int rows,
    StoredNumbers pointers,
    StoredNumbers sizes,
    StoredNumbers internalDates,
    StoredNumbers saveDates,
    ByteBuffer emailIds,
    StoredNumbers threadIds) {
  static final int EMAIL_ID_LENGTH = 16;
  static final StoredColumns EMPTY =
      new StoredColumns(
          0,
          StoredNumbers.EMPTY,
          StoredNumbers.EMPTY,
          StoredNumbers.EMPTY,
          StoredNumbers.EMPTY,
          ByteBuffer.allocate(0),
          StoredNumbers.EMPTY);

  StoredColumns {
    emailIds = emailIds.slice().order(ByteOrder.LITTLE_ENDIAN);
    if (emailIds.remaining() != (long) rows * EMAIL_ID_LENGTH) {
      throw new IllegalArgumentException(emailIds.remaining() + " octets of email ids");
    }
  }

  MessageRow row(int slot) {
    return new MessageRow(
        pointers.get(slot),
        sizes.get(slot),
        internalDates.get(slot),
        saveDates.get(slot),
        emailIds.getLong(slot * EMAIL_ID_LENGTH),
        emailIds.getLong(slot * EMAIL_ID_LENGTH + 8),
        threadIds.get(slot));
  }
}
