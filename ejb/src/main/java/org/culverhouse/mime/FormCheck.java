package org.culverhouse.mime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.culverhouse.api.Content;
import org.jspecify.annotations.Nullable;

/**
 * Whether octets have the form of a message (RFC 5322 section 2): a header of fields, lines that
 * end in CRLF and have 998 octets at most, no eight-bit octets in the header. Reads the content
 * once, in one piece of memory.
 */
public final class FormCheck {
  private static final int LONGEST_LINE = 998;
  private static final int BUFFER_SIZE = 64 * 1024;

  /** What the next octet of the header may be. */
  private enum Place {
    LINE_START,
    NAME,
    BEHIND_NAME,
    VALUE,
    BODY
  }

  private final boolean isUtf8;
  private Place place = Place.LINE_START;
  private long line = 1;
  private int length;
  private boolean afterCr;

  private FormCheck(boolean isUtf8) {
    this.isUtf8 = isUtf8;
  }

  /**
   * What is wrong first, and in which line.
   *
   * @param isUtf8 whether the header may hold UTF-8 (RFC 6532)
   */
  public static Optional<String> fault(Content content, boolean isUtf8) throws IOException {
    var check = new FormCheck(isUtf8);
    var buffer = ByteBuffer.allocate((int) Math.min(BUFFER_SIZE, Math.max(1, content.size())));
    for (long at = 0; at < content.size(); at += buffer.limit()) {
      buffer.clear();
      if (content.read(at, buffer) <= 0) {
        throw new IOException("the content ends at " + at);
      }
      buffer.flip();
      var fault = check.fault(buffer);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return check.afterCr ? check.found("a CR without LF") : check.end();
  }

  private Optional<String> fault(ByteBuffer octets) {
    for (int i = 0; i < octets.limit(); i++) {
      var what = next(octets.get(i));
      if (what != null) {
        return found(what);
      }
    }
    return Optional.empty();
  }

  private Optional<String> end() {
    return place == Place.NAME || place == Place.BEHIND_NAME
        ? found("a line of the header without a colon")
        : Optional.empty();
  }

  private Optional<String> found(String what) {
    return Optional.of(what + " in line " + line);
  }

  private @Nullable String next(byte octet) {
    if (octet == '\n') {
      return afterCr ? endLine() : "a LF without CR";
    }
    if (afterCr) {
      return "a CR without LF";
    }
    if (octet == '\r') {
      afterCr = true;
      return null;
    }
    length++;
    if (length > LONGEST_LINE) {
      return "more than " + LONGEST_LINE + " octets";
    }
    return place == Place.BODY ? null : inHeader(octet);
  }

  private @Nullable String endLine() {
    afterCr = false;
    var what =
        switch (place) {
          case NAME, BEHIND_NAME -> "a line of the header without a colon";
          case LINE_START, VALUE, BODY -> null;
        };
    if (what != null) {
      return what;
    }
    place = length == 0 || place == Place.BODY ? Place.BODY : Place.LINE_START;
    length = 0;
    line++;
    return null;
  }

  private @Nullable String inHeader(byte octet) {
    if (octet < 0 && !isUtf8) {
      return "an eight-bit octet of the header";
    }
    boolean isSpace = octet == ' ' || octet == '\t';
    switch (place) {
      case LINE_START -> {
        if (isSpace) {
          place = Place.VALUE;
          return line == 1 ? "a continued line at the begin" : null;
        }
        place = Place.NAME;
        return octet == ':' ? "a field without a name" : nameOctet(octet);
      }
      case NAME -> {
        if (octet == ':') {
          place = Place.VALUE;
          return null;
        }
        if (isSpace) {
          place = Place.BEHIND_NAME;
          return null;
        }
        return nameOctet(octet);
      }
      case BEHIND_NAME -> {
        if (octet == ':') {
          place = Place.VALUE;
          return null;
        }
        return isSpace ? null : "a line of the header without a colon";
      }
      case VALUE, BODY -> {
        return null;
      }
    }
    return null;
  }

  private static @Nullable String nameOctet(byte octet) {
    return octet > ' ' && octet < 0x7F ? null : "a field name that cannot be";
  }
}
