package org.culverhouse.connector.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.function.Consumer;
import org.culverhouse.api.Content;
import org.culverhouse.connector.wire.command.ModifiedUtf7;

/**
 * The words of the grammar on their way out (RFC 3501 section 9): digits, atoms, strings, literals.
 * Octets go straight into the buffers of the sink. One response's.
 */
final class WireWriter {
  private static final int LONGEST_NUMBER = 20;
  private static final int LONGEST_QUOTED = 1024;
  private static final int TEXT_ROOM = 512;

  private final WireSink sink;
  private final boolean utf8;
  private ByteBuffer room;

  /** Of ASCII. */
  WireWriter(WireSink sink) {
    this(sink, false);
  }

  /**
   * @param utf8 whether strings and mailbox names may hold UTF-8
   */
  WireWriter(WireSink sink, boolean utf8) {
    this.sink = sink;
    this.utf8 = utf8;
    this.room = sink.room(TEXT_ROOM);
  }

  private void reserve(int count) {
    if (room.remaining() < count) {
      room = sink.room(count);
    }
  }

  WireWriter put(char c) {
    reserve(1);
    room.put((byte) c);
    return this;
  }

  /** ASCII as it is. */
  WireWriter put(String ascii) {
    int length = ascii.length();
    for (int from = 0; from < length; from += TEXT_ROOM) {
      int to = Math.min(length, from + TEXT_ROOM);
      reserve(to - from);
      for (int i = from; i < to; i++) {
        room.put((byte) ascii.charAt(i));
      }
    }
    return this;
  }

  WireWriter put(byte[] octets) {
    if (octets.length <= room.remaining()) {
      room.put(octets);
      return this;
    }
    return put(ByteBuffer.wrap(octets));
  }

  /** All that remains in the octets, which are left as they are. */
  WireWriter put(ByteBuffer octets) {
    int from = octets.position();
    while (from < octets.limit()) {
      reserve(1);
      int count = Math.min(octets.limit() - from, room.remaining());
      room.put(room.position(), octets, from, count);
      room.position(room.position() + count);
      from += count;
    }
    return this;
  }

  WireWriter number(long value) {
    reserve(LONGEST_NUMBER);
    int digits = 1;
    for (long rest = value / 10; rest != 0; rest /= 10) {
      digits++;
    }
    int at = room.position() + digits;
    room.position(at);
    long rest = value;
    do {
      room.put(--at, (byte) ('0' + rest % 10));
      rest /= 10;
    } while (rest != 0);
    return this;
  }

  /** At least two digits. */
  WireWriter twoDigits(int value) {
    return put((char) ('0' + value / 10)).put((char) ('0' + value % 10));
  }

  void endLine() {
    put('\r').put('\n');
  }

  /** {@code string}: in quotes where that is possible, else as a literal in UTF-8. */
  WireWriter string(String text) {
    if (isQuotable(text)) {
      return quoted(text);
    }
    var octets = text.getBytes(StandardCharsets.UTF_8);
    put('{').number(octets.length).put('}').endLine();
    return put(octets);
  }

  private boolean isQuotable(String text) {
    if (text.length() > LONGEST_QUOTED) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == 0x7F || c > 0x7F && !utf8) {
        return false;
      }
    }
    return true;
  }

  private WireWriter quoted(String text) {
    put('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        put('\\');
      }
      if (c < 0x80) {
        put(c);
      } else {
        int end = i + 1;
        while (end < text.length() && text.charAt(end) >= 0x80) {
          end++;
        }
        put(text.substring(i, end).getBytes(StandardCharsets.UTF_8));
        i = end - 1;
      }
    }
    return put('"');
  }

  /** {@code astring}: without quotes where no client could stumble. */
  WireWriter astring(String text) {
    return isPlain(text) && !text.equalsIgnoreCase("NIL") ? put(text) : string(text);
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isPlain(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static boolean isPlain(char c) {
    return c >= '0' && c <= '9'
        || c >= 'A' && c <= 'Z'
        || c >= 'a' && c <= 'z'
        || "!#$&+,-./:=_".indexOf(c) >= 0;
  }

  /** {@code mailbox}, in modified UTF-7 where UTF-8 is not possible. */
  WireWriter mailbox(String name) {
    return astring(utf8 ? name : ModifiedUtf7.encode(name));
  }

  /** {@code text} of a status response: nothing in it can end the line or begin a code. */
  WireWriter text(String text) {
    if (text.isEmpty() || text.charAt(0) == '[') {
      put('-').put(' ');
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      put(c >= ' ' && c <= '~' ? c : '?');
    }
    return this;
  }

  /** The elements with a space between each two. */
  <T> WireWriter spaced(Iterable<? extends T> elements, Consumer<? super T> element) {
    Iterator<? extends T> each = elements.iterator();
    while (each.hasNext()) {
      element.accept(each.next());
      if (each.hasNext()) {
        put(' ');
      }
    }
    return this;
  }

  /**
   * A literal of known size.
   *
   * @throws UncheckedIOException when it cannot be had as a whole
   */
  WireWriter literal(Content content) {
    put('{').number(content.size()).put('}').endLine();
    return copy(content, false);
  }

  /** {@code literal8}: any octets, NUL too (RFC 3516). */
  WireWriter literal8(Content content) {
    put("~{").number(content.size()).put('}').endLine();
    return copy(content, true);
  }

  /** NUL may not stand in a literal (RFC 9051 section 9, CHAR8): 0x80 takes its place. */
  private WireWriter copy(Content content, boolean binary) {
    long size = content.size();
    try {
      long position = 0;
      while (position < size) {
        position += copy(content, position, size - position, binary);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return this;
  }

  private int copy(Content content, long position, long left, boolean binary) throws IOException {
    if (!room.hasRemaining()) {
      room = sink.room(1, content::rest);
    }
    int limit = room.limit();
    int start = room.position();
    room.limit((int) Math.min(limit, start + left));
    int count = content.read(position, room);
    if (!binary && count > 0) {
      MessageLiteral.replaceNul(room, start, start + count);
    }
    room.limit(limit);
    if (count <= 0) {
      throw new EOFException("content ended after " + position + " octets, " + left + " too early");
    }
    return count;
  }
}
