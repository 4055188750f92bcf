package org.culverhouse.connector.wire.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.culverhouse.api.model.NumberRange;
import org.culverhouse.api.model.SequenceSet;

/** Any octets as a sequence set: what is taken means the same when it is written down again. */
public final class FuzzNumbers {
  private static final long[] LARGEST = {0, 1, 7, 0xFFFF_FFFFL};

  private FuzzNumbers() {}

  public static void fuzzerTestOneInput(byte[] octets) {
    SequenceSet set;
    try {
      var in = Fragment.of(octets);
      set = SequenceSets.sequenceSet(in);
      in.end();
    } catch (Rejection | LiteralWanted refused) {
      return;
    }
    if (set.isSaved()) {
      return;
    }
    for (long largest : LARGEST) {
      var ranges = set.resolve(largest);
      ordered(ranges);
      if (!ranges.isEmpty()) {
        var again = SequenceSets.sequenceSet(Fragment.of(written(ranges).getBytes(ISO_8859_1)));
        require(again.resolve(largest).equals(ranges), ranges.toString());
      }
    }
  }

  private static String written(List<NumberRange> ranges) {
    return ranges.stream()
        .map(range -> range.first() + ":" + range.last())
        .collect(Collectors.joining(","));
  }

  private static void ordered(List<NumberRange> ranges) {
    long last = -1;
    for (var range : ranges) {
      require(range.first() > last + 1 && range.last() >= range.first(), ranges.toString());
      last = range.last();
    }
  }

  private static void require(boolean fits, String what) {
    if (!fits) {
      throw new AssertionError(what);
    }
  }

  public static List<byte[]> seeds() {
    return Stream.of("1", "*", "$", "1:*", "5:3,7,*:9", "4294967295", "1,2,3,4,5:6", "0", "1:0")
        .map(text -> text.getBytes(ISO_8859_1))
        .toList();
  }
}
