package org.culverhouse.connector.wire.command;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.culverhouse.api.Capacity;
import org.culverhouse.api.Content;
import org.jspecify.annotations.Nullable;

/**
 * The octets of one command as far as they have arrived: its lines without their ends, and between
 * them its literals. Strings stand in the same array, right behind their announcement; messages
 * stand apart. Grows with what arrives, never with what was announced. Not thread-safe.
 */
public final class CommandText {
  private static final byte[] NOTHING = {};
  private static final int SMALLEST = 64;

  /**
   * A literal that has arrived.
   *
   * @param announced the position behind its announcement
   * @param hasNul looked for once, for a command is parsed again after each of its literals
   */
  record Literal(int announced, int start, int end, boolean hasNul, @Nullable Content message) {}

  private byte[] octets = NOTHING;
  private int length;
  private int lineStart;
  private int lineOctets;
  private int literalStart;
  private int stringOctets;
  private int messages;
  private final List<Literal> literals = new ArrayList<>(0);

  /** Takes {@code count} octets of a line or of a string literal. */
  public void append(ByteBuffer input, int count) {
    reserve(count);
    input.get(octets, length, count);
    length += count;
  }

  private void reserve(int count) {
    if (octets.length - length >= count) {
      return;
    }
    long needed = Math.max(SMALLEST, (long) length + count);
    var larger = Arrays.copyOf(octets, Capacity.grown(octets.length, needed));
    Arrays.fill(octets, 0, length, (byte) 0);
    octets = larger;
  }

  /** How many octets of lines there are, that which is not complete included. */
  public int lineOctets() {
    return lineOctets + length - lineStart;
  }

  /** A line feed was met: the carriage return in front of it goes too, where there is one. */
  public void endLine() {
    if (length > lineStart && octets[length - 1] == '\r') {
      length--;
    }
    lineOctets += length - lineStart;
  }

  /** What is appended from now on is a literal. */
  public void beginLiteral() {
    literalStart = length;
  }

  /** The string literal is complete; a line follows. */
  public void endLiteral() {
    literals.add(new Literal(literalStart, literalStart, length, hasNul(), null));
    stringOctets += length - literalStart;
    lineStart = length;
  }

  private boolean hasNul() {
    for (int i = literalStart; i < length; i++) {
      if (octets[i] == 0) {
        return true;
      }
    }
    return false;
  }

  /** A message has arrived; a line follows. The text owns the message until it is released. */
  public void addMessage(Content message) {
    literals.add(new Literal(length, length, length, false, message));
    messages++;
    lineStart = length;
  }

  /** A copy of all octets. */
  public byte[] copy() {
    return copy(0, length);
  }

  /** The announcement of a literal at the end of the last line. */
  public Announcement announcement() {
    var announcement = new Announcement();
    for (int i = lineStart; i < length; i++) {
      announcement.next(octets[i]);
    }
    return announcement;
  }

  /** Forgets the octets, so that nobody finds a password in them. Messages live on. */
  public void wipe() {
    Arrays.fill(octets, (byte) 0);
    length = 0;
  }

  /** Lets the messages go, when no command has got them. */
  public void closeMessages() {
    for (var literal : literals) {
      if (literal.message() != null) {
        literal.message().close();
      }
    }
  }

  int length() {
    return length;
  }

  byte at(int position) {
    return octets[position];
  }

  byte[] copy(int start, int end) {
    return Arrays.copyOfRange(octets, start, end);
  }

  @Nullable Literal literal(int index) {
    return index < literals.size() ? literals.get(index) : null;
  }

  int stringCount() {
    return literals.size() - messages;
  }

  int stringOctets() {
    return stringOctets;
  }

  int messageCount() {
    return messages;
  }
}
