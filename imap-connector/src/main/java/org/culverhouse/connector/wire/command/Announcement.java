package org.culverhouse.connector.wire.command;

/**
 * Recognises the announcement of a literal at the end of a line (RFC 7888 section 8, {@code
 * literal}) from octets as they come, without keeping them: for lines that were refused, and whose
 * literals must not be taken for commands.
 */
public final class Announcement {
  /** How far the octets seen look like an announcement. */
  private enum Progress {
    NONE,
    DIGITS,
    PLUS,
    CLOSED
  }

  private Progress progress = Progress.NONE;
  private boolean plus;
  private boolean anyDigit;
  private long size;

  /** Takes the next octet of the line; carriage returns do not matter. */
  public void next(byte octet) {
    switch (octet) {
      case '\r' -> {}
      case '{' -> open();
      case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> digit(octet - '0');
      case '+' -> {
        plus = true;
        progress = progress == Progress.DIGITS && anyDigit ? Progress.PLUS : Progress.NONE;
      }
      case '}' ->
          progress =
              progress == Progress.PLUS || progress == Progress.DIGITS && anyDigit
                  ? Progress.CLOSED
                  : Progress.NONE;
      default -> progress = Progress.NONE;
    }
  }

  private void open() {
    progress = Progress.DIGITS;
    plus = false;
    anyDigit = false;
    size = 0;
  }

  private void digit(int value) {
    if (progress != Progress.DIGITS) {
      progress = Progress.NONE;
      return;
    }
    anyDigit = true;
    size = size > (Long.MAX_VALUE - 9) / 10 ? Long.MAX_VALUE : size * 10 + value;
  }

  /** Whether the octets seen end in an announcement. */
  boolean isComplete() {
    return progress == Progress.CLOSED;
  }

  /** Whether the client sends the literal without being asked. */
  public boolean isNonSynchronizing() {
    return progress == Progress.CLOSED && plus;
  }

  /** The announced size; {@link Long#MAX_VALUE} stands for all that are larger, too. */
  public long size() {
    return size;
  }
}
