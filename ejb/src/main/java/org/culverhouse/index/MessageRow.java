package org.culverhouse.index;

/**
 * What is known of a message and never changes.
 *
 * @param pointer where its body is, as the store says it
 * @param internalDate seconds since 1970
 * @param savedDate seconds since 1970
 */
public record MessageRow(
    long pointer,
    long size,
    long internalDate,
    long savedDate,
    long emailIdHigh,
    long emailIdLow,
    long threadId) {
  static final int FIELDS = 7;

  void put(long[] chunk, int at) {
    chunk[at] = pointer;
    chunk[at + 1] = size;
    chunk[at + 2] = internalDate;
    chunk[at + 3] = savedDate;
    chunk[at + 4] = emailIdHigh;
    chunk[at + 5] = emailIdLow;
    chunk[at + 6] = threadId;
  }

  static MessageRow get(long[] chunk, int at) {
    return new MessageRow(
        chunk[at],
        chunk[at + 1],
        chunk[at + 2],
        chunk[at + 3],
        chunk[at + 4],
        chunk[at + 5],
        chunk[at + 6]);
  }

  /** The same message with its body at another place. */
  public MessageRow at(long place) {
    return new MessageRow(place, size, internalDate, savedDate, emailIdHigh, emailIdLow, threadId);
  }

  /** The same message, saved at another time. */
  public MessageRow savedAt(long seconds) {
    return new MessageRow(pointer, size, internalDate, seconds, emailIdHigh, emailIdLow, threadId);
  }
}
