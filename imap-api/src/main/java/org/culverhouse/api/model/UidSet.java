package org.culverhouse.api.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A set of known UIDs as ascending ranges without overlap (RFC 4315 section 4, {@code uid-set});
 * may be empty.
 */
public record UidSet(List<NumberRange> ranges) {
  public static final UidSet EMPTY = new UidSet(List.of());

  public UidSet {
    ranges = SequenceSet.compact(ranges);
  }

  public static UidSet of(Uid uid) {
    return of(uid.value(), uid.value());
  }

  public static UidSet of(long first, long last) {
    return new UidSet(List.of(new NumberRange(first, last)));
  }

  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  public long size() {
    return ranges.stream().mapToLong(NumberRange::size).sum();
  }

  @Override
  public String toString() {
    return ranges.stream()
        .map(r -> r.first() == r.last() ? Long.toString(r.first()) : r.first() + ":" + r.last())
        .collect(Collectors.joining(","));
  }
}
