package org.culverhouse.api.command;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.culverhouse.api.model.EmailId;
import org.culverhouse.api.model.Flag;
import org.culverhouse.api.model.ModSeq;
import org.culverhouse.api.model.SequenceSet;

/** A search key (RFC 9051 section 6.4.4); texts are decoded from the charset of the command. */
public sealed interface SearchKey {
  record All() implements SearchKey {}

  /** Several keys side by side, or in parentheses: all must match. */
  record And(List<SearchKey> keys) implements SearchKey {}

  record Or(SearchKey left, SearchKey right) implements SearchKey {}

  record Not(SearchKey key) implements SearchKey {}

  record Numbers(SequenceSet set) implements SearchKey {}

  record Uids(SequenceSet set) implements SearchKey {}

  /** ANSWERED, KEYWORD x, and so on; their opposites are {@link Not} of these. */
  record HasFlag(Flag flag) implements SearchKey {}

  /** RECENT; OLD is its opposite, NEW is RECENT UNSEEN (RFC 3501). */
  record Recent() implements SearchKey {}

  /**
   * HEADER, and BCC, CC, FROM, SUBJECT, TO; an empty text matches every message that has the field.
   */
  record Header(String field, String text) implements SearchKey {}

  record Body(String text) implements SearchKey {}

  record Text(String text) implements SearchKey {}

  record Larger(long octets) implements SearchKey {}

  record Smaller(long octets) implements SearchKey {}

  /** EMAILID (RFC 8474 section 6). */
  record HasEmailId(EmailId id) implements SearchKey {}

  /** An EMAILID or THREADID that no message can have, and what else matches nothing. */
  record None() implements SearchKey {}

  /**
   * Which date a {@link Date} key looks at: INTERNALDATE, the Date field, or when the message came
   * into the mailbox (RFC 8514 section 4.3).
   */
  enum DateOf {
    INTERNAL,
    SENT,
    SAVED
  }

  /** BEFORE, ON and SINCE, each without regard to time and zone. */
  enum DateRelation {
    BEFORE,
    ON,
    SINCE
  }

  record Date(DateOf of, DateRelation relation, LocalDate date) implements SearchKey {}

  /** OLDER (RFC 5032). */
  record Older(Duration age) implements SearchKey {}

  /** YOUNGER (RFC 5032). */
  record Younger(Duration age) implements SearchKey {}

  /**
   * MODSEQ: changed at that moment or later (RFC 7162 section 3.1.5). There is one mod-sequence a
   * message, so the name of an entry does not matter.
   */
  record ChangedAt(ModSeq least) implements SearchKey {}

  /** Whether MODSEQ stands anywhere in it. */
  static boolean asksForModSeq(SearchKey key) {
    return switch (key) {
      case ChangedAt changed -> true;
      case And and -> and.keys().stream().anyMatch(SearchKey::asksForModSeq);
      case Or or -> asksForModSeq(or.left()) || asksForModSeq(or.right());
      case Not not -> asksForModSeq(not.key());
      default -> false;
    };
  }
}
