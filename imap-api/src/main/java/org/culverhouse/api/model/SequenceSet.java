package org.culverhouse.api.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A sequence set as the client wrote it (RFC 9051 section 9, {@code sequence-set}): {@code *} is
 * not resolved yet, ranges may stand in any order. Kept as ranges, so 1:4294967295 costs nothing.
 */
public record SequenceSet(List<Range> ranges, boolean isSaved) {
  /** {@code $}: what the last SEARCH RETURN (SAVE) has found (RFC 5182 section 2.1). */
  public static final SequenceSet SAVED = new SequenceSet(List.of(), true);

  /** Stands for {@code *}, the largest number in use. */
  public static final long STAR = 0;

  /** One element; either end may be {@link #STAR}, and the ends may be swapped. */
  public record Range(long from, long to) {
    public Range {
      check(from);
      check(to);
    }

    private static void check(long number) {
      if (number < 0 || number > 0xFFFF_FFFFL) {
        throw new IllegalArgumentException("sequence number " + number);
      }
    }
  }

  public SequenceSet {
    if (ranges.isEmpty() != isSaved) {
      throw new IllegalArgumentException("empty sequence set");
    }
    ranges = List.copyOf(ranges);
  }

  public SequenceSet(List<Range> ranges) {
    this(ranges, false);
  }

  public static SequenceSet of(long number) {
    return new SequenceSet(List.of(new Range(number, number)));
  }

  public static SequenceSet of(long from, long to) {
    return new SequenceSet(List.of(new Range(from, to)));
  }

  /**
   * The numbers meant, ascending and without overlap. With {@code largest} 0 (an empty mailbox)
   * {@code *} means nothing: ranges that consist of stars alone vanish.
   */
  public List<NumberRange> resolve(long largest) {
    if (isSaved) {
      throw new IllegalStateException("$ is known to the session only");
    }
    var resolved = new ArrayList<NumberRange>(ranges.size());
    for (var range : ranges) {
      long from = range.from() == STAR ? largest : range.from();
      long to = range.to() == STAR ? largest : range.to();
      if (from == 0 && to == 0) {
        continue;
      }
      resolved.add(new NumberRange(Math.max(1, Math.min(from, to)), Math.max(from, to)));
    }
    return compact(resolved);
  }

  /** Whether any element names {@code *}. */
  public boolean hasStar() {
    return ranges.stream().anyMatch(range -> range.from() == STAR || range.to() == STAR);
  }

  static List<NumberRange> compact(List<NumberRange> ranges) {
    var sorted = new ArrayList<>(ranges);
    sorted.sort(Comparator.comparingLong(NumberRange::first));
    var compacted = new ArrayList<NumberRange>(sorted.size());
    for (var range : sorted) {
      if (!compacted.isEmpty() && compacted.getLast().last() >= range.first() - 1) {
        var previous = compacted.removeLast();
        compacted.add(new NumberRange(previous.first(), Math.max(previous.last(), range.last())));
      } else {
        compacted.add(range);
      }
    }
    return List.copyOf(compacted);
  }
}
