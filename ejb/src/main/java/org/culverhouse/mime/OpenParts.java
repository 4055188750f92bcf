package org.culverhouse.mime;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The parts around the current octet, outermost first, and the boundaries that are waited for. */
final class OpenParts {
  /** RFC 5322 section 2.1.1: no line, and so no boundary, is longer. */
  static final int MAX_BOUNDARY = 998;

  private final Part[] parts;
  private final byte[] @Nullable [] boundaries;
  private int size;
  private int waiting;

  OpenParts(int maxDepth) {
    parts = new Part[maxDepth];
    boundaries = new byte[maxDepth][];
  }

  int size() {
    return size;
  }

  boolean isFull() {
    return size == parts.length;
  }

  boolean waitsForBoundary() {
    return waiting > 0;
  }

  Part at(int index) {
    return parts[index];
  }

  Part innermost() {
    return parts[size - 1];
  }

  void push(Part part) {
    parts[size++] = part;
  }

  Part pop() {
    stopWaiting(--size);
    return parts[size];
  }

  void waitFor(byte[] boundary) {
    boundaries[size - 1] = boundary;
    waiting++;
  }

  void stopWaiting(int index) {
    if (boundaries[index] != null) {
      boundaries[index] = null;
      waiting--;
    }
  }

  int boundaryLength(int index) {
    byte[] boundary = boundaries[index];
    return boundary == null ? 0 : boundary.length;
  }

  /**
   * The part whose boundary begins the line after its two dashes; the longest wins, then the
   * innermost. RFC 2046 section 5.1.1: the rest of the line does not matter.
   *
   * @return its index, or -1
   */
  int match(byte[] line, int length) {
    int best = -1;
    int bestLength = -1;
    for (int i = size - 1; i >= 0; i--) {
      byte[] boundary = boundaries[i];
      if (boundary != null
          && boundary.length > bestLength
          && length >= boundary.length + 2
          && Arrays.equals(boundary, 0, boundary.length, line, 2, boundary.length + 2)) {
        best = i;
        bestLength = boundary.length;
      }
    }
    return best;
  }
}
