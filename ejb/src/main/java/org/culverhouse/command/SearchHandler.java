package org.culverhouse.command;

import java.time.InstantSource;
import java.util.Set;
import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.command.Search;
import org.culverhouse.api.command.Search.Form;
import org.culverhouse.api.command.Search.Return;
import org.culverhouse.api.command.SearchKey;
import org.culverhouse.api.model.Extension;
import org.culverhouse.api.response.Response.Tagged;
import org.culverhouse.mailbox.UidBitmap;
import org.culverhouse.search.Criterion;
import org.culverhouse.search.Finder;

/** SEARCH and UID SEARCH (RFC 9051 section 6.4.4, RFC 3501 section 6.4.4). */
final class SearchHandler {
  private final InstantSource clock;
  private final MessageLimit limit;

  SearchHandler(InstantSource clock, MessageLimit limit) {
    this.clock = clock;
    this.limit = limit;
  }

  Tagged handle(Search command, Conversation conversation, Progress progress, ResponseWriter out) {
    var selection = conversation.selected();
    boolean saves = command.returns().contains(Return.SAVE);
    if (saves) {
      // What fails leaves nothing behind (RFC 5182 section 2.1).
      selection.save(UidBitmap.EMPTY);
    }
    if (SearchKey.asksForModSeq(command.key())) {
      conversation.switchOn(Extension.CONDSTORE);
    }
    var criterion = new SearchKeys(selection, clock).criterion(command.key());
    var newest = selection.mailbox().snapshot();
    var searched = limit.part(named(criterion, selection.view().messages().and(newest.live())));
    var found =
        new Finder(selection.mailbox(), newest, progress::reached)
            .search(criterion, searched.messages());
    var result = new SearchResult(form(command, conversation), found, newest, selection.view());
    if (saves) {
      selection.save(result.saved());
    }
    result.response().ifPresent(out::write);
    return searched.told(Tagged.ok(command.tag(), command.kind().wireName() + " completed"), out);
  }

  /** Those that are to be looked at, whatever they are found to be. */
  private static UidBitmap named(Criterion criterion, UidBitmap all) {
    return switch (criterion) {
      case Criterion.OneOf some -> all.and(some.uids());
      case Criterion.And and -> {
        var left = all;
        for (var each : and.criteria()) {
          left = named(each, left);
        }
        yield left;
      }
      default -> all;
    };
  }

  /** IMAP4rev2 knows ESEARCH only (RFC 9051 section 6.4.4). */
  private static Search form(Search command, Conversation conversation) {
    if (command.form() == Form.EXTENDED || !conversation.has(Extension.IMAP4REV2)) {
      return command;
    }
    return new Search(
        command.tag(), command.numbering(), Form.EXTENDED, Set.of(Return.ALL), command.key());
  }
}
