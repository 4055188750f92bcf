package org.culverhouse.search;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.culverhouse.api.model.EmailId;
import org.culverhouse.api.model.Flag;
import org.culverhouse.api.model.ModSeq;
import org.culverhouse.mailbox.UidBitmap;

/** What a message must be like to be found (RFC 9051 section 6.4.4); numbers are resolved. */
public sealed interface Criterion {
  record All() implements Criterion {}

  /** All of them. */
  record And(List<Criterion> criteria) implements Criterion {
    public And {
      criteria = List.copyOf(criteria);
    }
  }

  record Or(Criterion left, Criterion right) implements Criterion {}

  record Not(Criterion criterion) implements Criterion {}

  /** One of these messages. */
  record OneOf(UidBitmap uids) implements Criterion {}

  record Flagged(Flag flag) implements Criterion {}

  record Larger(long octets) implements Criterion {}

  record Smaller(long octets) implements Criterion {}

  /** INTERNALDATE, in UTC, lies on one of these days, both included. */
  record Arrived(LocalDate first, LocalDate last) implements Criterion {}

  /** INTERNALDATE is at that moment or later (RFC 5032, YOUNGER). */
  record ArrivedSince(Instant moment) implements Criterion {}

  /** It came or changed after that moment (RFC 7162 section 3.1.5). */
  record ChangedSince(ModSeq moment) implements Criterion {}

  /** It came into the mailbox, in UTC, on one of these days (RFC 8514). */
  record Saved(LocalDate first, LocalDate last) implements Criterion {}

  record HasEmailId(EmailId id) implements Criterion {}

  /** The Date field, without regard to time and zone, lies on one of these days. */
  record Sent(LocalDate first, LocalDate last) implements Criterion {}

  /** A field of that name contains the text; empty text asks only for the field. */
  record Header(String field, String text) implements Criterion {}

  record Body(String text) implements Criterion {}

  /** Header or body contain it. */
  record Text(String text) implements Criterion {}
}
