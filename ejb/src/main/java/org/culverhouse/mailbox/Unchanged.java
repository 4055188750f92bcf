package org.culverhouse.mailbox;

import java.util.List;
import java.util.function.Function;
import org.culverhouse.api.model.Flag;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.ModSeq;
import org.culverhouse.api.model.SystemFlag;

/**
 * The condition of a STORE: nobody has changed a message since some moment (RFC 7162 section
 * 3.1.3). There is one mod-sequence for all flags of a message; where flags are added or removed,
 * only these count, as far as the client has been told how they were (section 3.1.12).
 *
 * @param told states that the client has been told of, the newest first
 */
public record Unchanged(ModSeq since, List<MailboxSnapshot> told) {
  public Unchanged {
    told = List.copyOf(told);
  }

  /** Whatever has changed. */
  public Unchanged(ModSeq since) {
    this(since, List.of());
  }

  /**
   * Those to be left alone.
   *
   * @param changed the messages that have changed since
   * @param now which messages carry a flag
   */
  public UidBitmap refused(UidBitmap changed, FlagChange change, Function<Flag, UidBitmap> now) {
    // Zero asks whether a flag has never been touched (section 3.1.3, example 8).
    if (change instanceof FlagChange.Replace || since.equals(ModSeq.ZERO)) {
      return changed;
    }
    var refused = UidBitmap.EMPTY;
    var left = changed;
    for (var state : told) {
      if (left.isEmpty()) {
        break;
      }
      var known = left.and(state.live()).andNot(state.changedSince(since));
      refused = refused.or(differing(known, change, state, now));
      left = left.andNot(known);
    }
    return refused.or(left);
  }

  private static UidBitmap differing(
      UidBitmap known, FlagChange change, MailboxSnapshot state, Function<Flag, UidBitmap> now) {
    var differing = UidBitmap.EMPTY;
    if (known.isEmpty()) {
      return differing;
    }
    for (var flag : change.flags().stream().toList()) {
      var before = known.and(with(state, flag));
      var after = known.and(now.apply(flag));
      differing = differing.or(before.andNot(after)).or(after.andNot(before));
    }
    return differing;
  }

  private static UidBitmap with(MailboxSnapshot state, Flag flag) {
    return switch (flag) {
      case SystemFlag system -> state.with(system);
      case Keyword keyword -> state.with(keyword);
    };
  }
}
