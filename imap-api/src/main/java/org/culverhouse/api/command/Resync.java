package org.culverhouse.api.command;

import java.util.Optional;
import org.culverhouse.api.model.ModSeq;
import org.culverhouse.api.model.NumberRange;
import org.culverhouse.api.model.UidSet;
import org.culverhouse.api.model.UidValidity;

/**
 * What a client that comes back knows of the mailbox it selects (RFC 7162 section 3.2.5).
 *
 * @param known the UIDs it knows; every one without it
 */
public record Resync(
    UidValidity validity, ModSeq modSeq, Optional<UidSet> known, Optional<Sample> sample) {

  /**
   * Some sequence numbers and the UIDs that they had, one for one and ascending: as far as they
   * still fit, the client knows of every expunge.
   */
  public record Sample(UidSet numbers, UidSet uids) {
    public Sample {
      if (numbers.size() != uids.size()) {
        throw new IllegalArgumentException(
            numbers.size() + " sequence numbers and " + uids.size() + " UIDs");
      }
    }

    /** The UIDs up to which nothing has changed, by asking for the UID that a number has now. */
    public long lastMatch(java.util.function.LongUnaryOperator uidOf) {
      var left = numbers.ranges().iterator();
      var right = uids.ranges().iterator();
      long match = 0;
      NumberRange number = null;
      NumberRange uid = null;
      while ((number != null || left.hasNext()) && (uid != null || right.hasNext())) {
        number = number == null ? left.next() : number;
        uid = uid == null ? right.next() : uid;
        long steps = Math.min(number.size(), uid.size());
        for (long i = 0; i < steps; i++) {
          if (uidOf.applyAsLong(number.first() + i) != uid.first() + i) {
            return match;
          }
          match = uid.first() + i;
        }
        number = rest(number, steps);
        uid = rest(uid, steps);
      }
      return match;
    }

    private static @org.jspecify.annotations.Nullable NumberRange rest(
        NumberRange range, long used) {
      return used == range.size() ? null : new NumberRange(range.first() + used, range.last());
    }
  }
}
