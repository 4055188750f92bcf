package org.culverhouse.connector.wire.command;

import java.util.ArrayList;
import org.culverhouse.api.model.SequenceSet;
import org.culverhouse.api.model.SequenceSet.Range;
import org.culverhouse.api.model.UidSet;
import org.culverhouse.api.response.ResponseCode.Plain;
import org.culverhouse.connector.wire.command.Octets.Kind;

/**
 * Sets of message numbers (RFC 9051 section 9):
 *
 * <pre>
 * sequence-set = (seq-number / seq-range) ["," sequence-set] / "$"
 * seq-range    = seq-number ":" seq-number
 * seq-number   = nz-number / "*"
 * </pre>
 */
final class SequenceSets {
  private static final String NUMBER = "a message number";

  private SequenceSets() {}

  static boolean startsHere(Lexer in) {
    return in.peek(Kind.DIGIT) || in.peek('*') || in.peek('$');
  }

  /** {@code sequence-set}, or {@code $}. */
  static SequenceSet sequenceSet(Lexer in) {
    return in.take('$') ? SequenceSet.SAVED : numbers(in);
  }

  /** {@code seq-number}, as a set of one. */
  static SequenceSet one(Lexer in) {
    return SequenceSet.of(seqNumber(in));
  }

  /** A set of numbers in which {@code *} may not stand (RFC 7162 section 7, {@code known-uids}). */
  static UidSet known(Lexer in) {
    int from = in.position();
    var numbers = numbers(in);
    if (numbers.hasStar()) {
      throw in.bad("* may not stand in", from);
    }
    return new UidSet(numbers.resolve(0));
  }

  private static SequenceSet numbers(Lexer in) {
    var ranges = new ArrayList<Range>();
    do {
      long from = seqNumber(in);
      long to = in.take(':') ? seqNumber(in) : from;
      ranges.add(new Range(from, to));
      if (ranges.size() > in.limits().ranges()) {
        throw Rejection.no(
            Plain.LIMIT, "A sequence set may have " + in.limits().ranges() + " elements");
      }
    } while (in.take(','));
    return new SequenceSet(ranges);
  }

  private static long seqNumber(Lexer in) {
    return in.take('*') ? SequenceSet.STAR : in.nzNumber(NUMBER);
  }
}
