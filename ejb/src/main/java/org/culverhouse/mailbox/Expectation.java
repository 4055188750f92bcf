package org.culverhouse.mailbox;

import java.util.LinkedHashSet;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.SystemFlag;

/** Compares the flags that a change should have left with those that are there, flag by flag. */
final class Expectation {
  private Expectation() {}

  /** Which of the messages carry other flags in {@code after} than the change alone explains. */
  static UidBitmap missed(
      MailboxSnapshot before, FlagChange change, MailboxSnapshot after, UidBitmap uids) {
    var missed = UidBitmap.EMPTY;
    for (var flag : SystemFlag.values()) {
      boolean named = change.flags().contains(flag);
      missed =
          missed.or(
              difference(expected(before.with(flag), change, named, uids), after.with(flag), uids));
    }
    var keywords = new LinkedHashSet<Keyword>(after.keywords());
    keywords.addAll(before.keywords());
    keywords.addAll(change.flags().keywords());
    for (var keyword : keywords) {
      boolean named = change.flags().keywords().contains(keyword);
      missed =
          missed.or(
              difference(
                  expected(before.with(keyword), change, named, uids), after.with(keyword), uids));
    }
    return missed.and(after.live());
  }

  private static UidBitmap expected(
      UidBitmap carriers, FlagChange change, boolean named, UidBitmap uids) {
    return switch (change) {
      case FlagChange.Replace replace -> named ? carriers.or(uids) : carriers.andNot(uids);
      case FlagChange.Add add -> named ? carriers.or(uids) : carriers;
      case FlagChange.Remove remove -> named ? carriers.andNot(uids) : carriers;
    };
  }

  private static UidBitmap difference(UidBitmap left, UidBitmap right, UidBitmap uids) {
    var leftOnes = left.and(uids);
    var rightOnes = right.and(uids);
    return leftOnes.andNot(rightOnes).or(rightOnes.andNot(leftOnes));
  }
}
