package org.culverhouse.api.model;

/**
 * A window on results (RFC 9394 section 3.1): from the {@code first} to the {@code last} of them,
 * counted from 1; negative numbers count from the end.
 */
public record PartialRange(long first, long last) {
  public PartialRange {
    if (first == 0 || last == 0 || first < 0 != last < 0) {
      throw new IllegalArgumentException("partial range " + first + ":" + last);
    }
  }

  /** The position of the first result wanted among {@code count}, from 1 on. */
  public long from(long count) {
    long near = Math.min(Math.abs(first), Math.abs(last));
    long far = Math.max(Math.abs(first), Math.abs(last));
    return first > 0 ? near : Math.max(1, count + 1 - far);
  }

  /** The position of the last one; less than {@link #from} when there is none. */
  public long to(long count) {
    long near = Math.min(Math.abs(first), Math.abs(last));
    long far = Math.max(Math.abs(first), Math.abs(last));
    return first > 0 ? Math.min(far, count) : count + 1 - near;
  }

  /** How many results it holds at most. */
  public long size() {
    return Math.abs(last - first) + 1;
  }

  @Override
  public String toString() {
    return first + ":" + last;
  }
}
