package org.culverhouse.command;

import java.util.List;
import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.command.Store;
import org.culverhouse.api.model.Extension;
import org.culverhouse.api.response.Response.Tagged;
import org.culverhouse.api.response.ResponseCode;
import org.culverhouse.mailbox.ConditionalChange;
import org.culverhouse.mailbox.FlagChange;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailboxSnapshot;
import org.culverhouse.mailbox.MailboxView;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.UidBitmap;
import org.culverhouse.mailbox.Unchanged;

/** STORE and UID STORE (RFC 9051 section 6.4.6). */
final class StoreHandler {
  private final MessageLimit limit;

  StoreHandler(MessageLimit limit) {
    this.limit = limit;
  }

  Tagged handle(Store command, Conversation conversation, ResponseWriter out) {
    var selection = conversation.selected();
    selection.requireWritable();
    var part = limit.part(selection.named(command.numbering(), command.messages()));
    var named = part.messages();
    var change = change(command);
    command.unchangedSince().ifPresent(moment -> conversation.switchOn(Extension.CONDSTORE));
    var done =
        command
            .unchangedSince()
            .map(since -> new Unchanged(since, told(selection.view())))
            .map(unchanged -> selection.mailbox().change(named, change, unchanged))
            .orElseGet(() -> unconditional(selection, named, change));
    var accepted = named.andNot(done.refused());
    var news = News.of(conversation, command.numbering(), out);
    switch (command.echo()) {
      case TELL -> selection.view().echo(accepted, news);
      case SILENT -> {
        if (news.tellsModSeqs()) {
          tellModSeqs(selection, command, done, accepted, news);
        }
        selection.view().silence(accepted, change, news);
      }
    }
    if (command.numbering() == Numbering.SEQUENCE
        && !named.andNot(selection.view().told().live()).isEmpty()) {
      part.tellFirst(out);
      throw new MailException(Reason.EXPUNGED, "Some of the messages have been expunged");
    }
    return part.told(answer(command, done.refused(), selection), out);
  }

  private static List<MailboxSnapshot> told(MailboxView view) {
    return view.earlier().behind(view.told());
  }

  private static ConditionalChange unconditional(
      Selection selection, UidBitmap named, FlagChange change) {
    return new ConditionalChange(selection.mailbox().change(named, change), UidBitmap.EMPTY);
  }

  /** On a condition, of all messages that met it (RFC 7162 section 3.1.3). */
  private static void tellModSeqs(
      Selection selection, Store command, ConditionalChange done, UidBitmap accepted, News news) {
    var newest = selection.view().newest();
    var told = command.unchangedSince().isPresent() ? accepted : done.changed();
    news.modSeqs(selection.view().flagLines(told.and(newest.live()), newest));
  }

  private static Tagged answer(Store command, UidBitmap refused, Selection selection) {
    var name = command.kind().wireName();
    if (refused.isEmpty()) {
      return Tagged.ok(command.tag(), name + " completed");
    }
    var numbers =
        switch (command.numbering()) {
          case UID -> refused;
          case SEQUENCE -> refused.ranksIn(selection.view().messages());
        };
    return Tagged.ok(
        command.tag(),
        new ResponseCode.Modified(numbers.toUidSet()),
        name + " has left out messages that had changed");
  }

  private static FlagChange change(Store command) {
    return switch (command.mode()) {
      case REPLACE -> new FlagChange.Replace(command.flags());
      case ADD -> new FlagChange.Add(command.flags());
      case REMOVE -> new FlagChange.Remove(command.flags());
    };
  }
}
