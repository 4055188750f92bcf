package org.culverhouse.command;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.SyntaxException;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.command.Search;
import org.culverhouse.api.command.Search.Return;
import org.culverhouse.api.model.NumberRange;
import org.culverhouse.api.model.UidSet;
import org.culverhouse.api.response.Response;
import org.culverhouse.api.response.Response.Tagged;
import org.culverhouse.mailbox.MailboxView;
import org.culverhouse.mailbox.UidBitmap;
import org.culverhouse.search.Finder;

/** SEARCH and UID SEARCH (RFC 9051 section 6.4.4, RFC 3501 section 6.4.4). */
final class SearchHandler {
  private final InstantSource clock;

  SearchHandler(InstantSource clock) {
    this.clock = clock;
  }

  Tagged handle(Search command, Conversation conversation, ResponseWriter out) {
    if (command.returns().contains(Return.SAVE)) {
      throw new SyntaxException("Unknown result option SAVE");
    }
    var selection = conversation.selected();
    var criterion = new SearchKeys(selection, clock).criterion(command.key());
    var newest = selection.mailbox().snapshot();
    var among = selection.view().messages().and(newest.live());
    var found = new Finder(selection.mailbox(), newest).find(criterion, among);
    var numbers = numbers(found, selection.view(), command.numbering());
    out.write(
        switch (command.form()) {
          case BASIC -> new Response.SearchData(numbers);
          case EXTENDED -> extended(command, numbers, found.size());
        });
    return Tagged.ok(command.tag(), command.kind().wireName() + " completed");
  }

  private static List<NumberRange> numbers(UidBitmap found, MailboxView view, Numbering numbering) {
    return switch (numbering) {
      case UID -> found.toUidSet().ranges();
      case SEQUENCE -> sequenceNumbers(found, view);
    };
  }

  private static List<NumberRange> sequenceNumbers(UidBitmap found, MailboxView view) {
    var ranges = new ArrayList<NumberRange>();
    view.forEach(
        found,
        (number, uid) -> {
          if (!ranges.isEmpty() && ranges.getLast().last() == number - 1) {
            ranges.add(new NumberRange(ranges.removeLast().first(), number));
          } else {
            ranges.add(new NumberRange(number, number));
          }
        });
    return ranges;
  }

  private static Response extended(Search command, List<NumberRange> numbers, int count) {
    var returns = command.returns();
    boolean any = !numbers.isEmpty();
    return new Response.ESearchData(
        command.tag(),
        command.numbering(),
        any && returns.contains(Return.MIN)
            ? Optional.of(numbers.getFirst().first())
            : Optional.empty(),
        any && returns.contains(Return.MAX)
            ? Optional.of(numbers.getLast().last())
            : Optional.empty(),
        any && returns.contains(Return.ALL) ? Optional.of(new UidSet(numbers)) : Optional.empty(),
        returns.contains(Return.COUNT) ? Optional.of((long) count) : Optional.empty());
  }
}
