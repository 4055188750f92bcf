package org.culverhouse.store;

import java.io.IOException;

/** A file of the store does not hold what it must. */
final class CorruptFileException extends IOException {
  private static final long serialVersionUID = 1;

  private final long offset;
  private final String what;
  private final String expected;
  private final String found;

  CorruptFileException(String file, long offset, String what, Object expected, Object found) {
    super(
        "%s, offset %d: %s: expected %s, found %s".formatted(file, offset, what, expected, found));
    this.offset = offset;
    this.what = what;
    this.expected = expected.toString();
    this.found = found.toString();
  }

  long offset() {
    return offset;
  }

  String what() {
    return what;
  }

  String expected() {
    return expected;
  }

  String found() {
    return found;
  }
}
