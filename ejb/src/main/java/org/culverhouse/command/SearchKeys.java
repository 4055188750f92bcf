package org.culverhouse.command;

import java.time.InstantSource;
import java.time.LocalDate;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.command.SearchKey;
import org.culverhouse.api.model.ModSeq;
import org.culverhouse.mailbox.UidBitmap;
import org.culverhouse.search.Criterion;

/** Turns the keys of a SEARCH (RFC 9051 section 6.4.4) into what is to be found. */
record SearchKeys(Selection selection, InstantSource clock) {

  Criterion criterion(SearchKey key) {
    return switch (key) {
      case SearchKey.All all -> new Criterion.All();
      case SearchKey.And and ->
          new Criterion.And(and.keys().stream().map(this::criterion).toList());
      case SearchKey.Or or -> new Criterion.Or(criterion(or.left()), criterion(or.right()));
      case SearchKey.Not not -> new Criterion.Not(criterion(not.key()));
      case SearchKey.Numbers numbers ->
          new Criterion.OneOf(selection.named(Numbering.SEQUENCE, numbers.set()));
      case SearchKey.Uids uids -> new Criterion.OneOf(selection.named(Numbering.UID, uids.set()));
      case SearchKey.HasFlag flagged -> new Criterion.Flagged(flagged.flag());
      case SearchKey.Recent recent -> new Criterion.OneOf(selection.view().recent());
      case SearchKey.Header header -> new Criterion.Header(header.field(), header.text());
      case SearchKey.Body body -> new Criterion.Body(body.text());
      case SearchKey.Text text -> new Criterion.Text(text.text());
      case SearchKey.Larger larger -> new Criterion.Larger(larger.octets());
      case SearchKey.Smaller smaller -> new Criterion.Smaller(smaller.octets());
      case SearchKey.Date date -> days(date);
      case SearchKey.HasEmailId wanted -> new Criterion.HasEmailId(wanted.id());
      case SearchKey.None none -> new Criterion.OneOf(UidBitmap.EMPTY);
      case SearchKey.Older older ->
          new Criterion.Not(new Criterion.ArrivedSince(clock.instant().minus(older.age())));
      case SearchKey.ChangedAt changed ->
          changed.least().equals(ModSeq.ZERO)
              ? new Criterion.All()
              : new Criterion.ChangedSince(new ModSeq(changed.least().value() - 1));
      case SearchKey.Younger younger ->
          new Criterion.ArrivedSince(clock.instant().minus(younger.age()));
    };
  }

  private static Criterion days(SearchKey.Date key) {
    var date = key.date();
    var first =
        switch (key.relation()) {
          case BEFORE -> LocalDate.MIN;
          case ON, SINCE -> date;
        };
    var last =
        switch (key.relation()) {
          case BEFORE -> date.minusDays(1);
          case ON -> date;
          case SINCE -> LocalDate.MAX;
        };
    return switch (key.of()) {
      case INTERNAL -> new Criterion.Arrived(first, last);
      case SENT -> new Criterion.Sent(first, last);
      case SAVED -> new Criterion.Saved(first, last);
    };
  }
}
