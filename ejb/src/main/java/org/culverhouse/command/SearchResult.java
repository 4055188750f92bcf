package org.culverhouse.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.command.Search;
import org.culverhouse.api.command.Search.Return;
import org.culverhouse.api.command.SearchKey;
import org.culverhouse.api.model.ModSeq;
import org.culverhouse.api.model.NumberRange;
import org.culverhouse.api.model.UidSet;
import org.culverhouse.api.response.Response;
import org.culverhouse.mailbox.MailboxSnapshot;
import org.culverhouse.mailbox.MailboxView;
import org.culverhouse.mailbox.UidBitmap;

/** What a SEARCH has found, in the form in which the client wants it. */
record SearchResult(Search command, UidBitmap found, MailboxSnapshot snapshot, MailboxView view) {
  private static final Optional<Long> NONE = Optional.empty();
  private static final Set<Return> WHOLE = Set.of(Return.ALL, Return.COUNT);

  /** Nothing is told when the result is only to be kept (RFC 5182 section 2.1). */
  Optional<Response> response() {
    return switch (command.form()) {
      case BASIC ->
          Optional.of(new Response.SearchData(numbers(found), highestModSeq(this::found)));
      case EXTENDED ->
          command.returns().equals(Set.of(Return.SAVE)) && command.partial().isEmpty()
              ? Optional.empty()
              : Optional.of(extended());
    };
  }

  /**
   * What {@code $} stands for: all of it where all or their number is told, else those that are
   * (RFC 5182 section 2.4, RFC 9394 section 3.2).
   */
  UidBitmap saved() {
    boolean selects = wants(Return.MIN) || wants(Return.MAX) || command.partial().isPresent();
    if (!selects || command.returns().stream().anyMatch(WHOLE::contains)) {
      return found;
    }
    return told();
  }

  private boolean wants(Return option) {
    return command.returns().contains(option);
  }

  private UidBitmap told() {
    var told = command.partial().map(found::window).orElse(UidBitmap.EMPTY);
    if (found.isEmpty()) {
      return told;
    }
    if (wants(Return.MIN)) {
      told = told.or(UidBitmap.of(found.first()));
    }
    return wants(Return.MAX) ? told.or(UidBitmap.of(found.last())) : told;
  }

  private Response extended() {
    return new Response.ESearchData(
        command.tag(),
        command.numbering(),
        wants(Return.MIN) && !found.isEmpty() ? Optional.of(number(found.first())) : NONE,
        wants(Return.MAX) && !found.isEmpty() ? Optional.of(number(found.last())) : NONE,
        wants(Return.ALL) && !found.isEmpty()
            ? Optional.of(new UidSet(numbers(found)))
            : Optional.empty(),
        wants(Return.COUNT) ? Optional.of((long) found.size()) : NONE,
        command
            .partial()
            .map(
                range ->
                    new Response.PartialResult(range, new UidSet(numbers(found.window(range))))),
        highestModSeq(this::saved));
  }

  /** Of the messages that are told (RFC 4731 section 3.2), if mod-sequences were searched for. */
  private Optional<ModSeq> highestModSeq(Supplier<UidBitmap> told) {
    if (found.isEmpty() || !SearchKey.asksForModSeq(command.key())) {
      return Optional.empty();
    }
    long highest = 0;
    for (var uids = told.get().iterator(); uids.hasNext(); ) {
      highest = Math.max(highest, snapshot.modSeq(uids.nextLong()).value());
    }
    return highest == 0 ? Optional.empty() : Optional.of(new ModSeq(highest));
  }

  private long number(long uid) {
    return command.numbering() == Numbering.UID ? uid : view.numberOf(uid);
  }

  private List<NumberRange> numbers(UidBitmap uids) {
    return switch (command.numbering()) {
      case UID -> uids.toUidSet().ranges();
      case SEQUENCE -> sequenceNumbers(uids);
    };
  }

  private List<NumberRange> sequenceNumbers(UidBitmap uids) {
    var ranges = new ArrayList<NumberRange>();
    view.forEach(
        uids,
        (number, uid) -> {
          if (!ranges.isEmpty() && ranges.getLast().last() == number - 1) {
            ranges.add(new NumberRange(ranges.removeLast().first(), number));
          } else {
            ranges.add(new NumberRange(number, number));
          }
        });
    return ranges;
  }
}
