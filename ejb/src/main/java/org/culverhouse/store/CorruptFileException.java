package org.culverhouse.store;

import java.io.IOException;

/** A file of the store does not hold what it must. */
final class CorruptFileException extends IOException {
  private static final long serialVersionUID = 1;

  CorruptFileException(String file, long offset, String what, Object expected, Object found) {
    super(
        "%s, offset %d: %s: expected %s, found %s".formatted(file, offset, what, expected, found));
  }
}
