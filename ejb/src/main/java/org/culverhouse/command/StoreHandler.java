package org.culverhouse.command;

import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.command.Store;
import org.culverhouse.api.response.Response.Tagged;
import org.culverhouse.mailbox.FlagChange;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;

/** STORE and UID STORE (RFC 9051 section 6.4.6). */
final class StoreHandler {

  Tagged handle(Store command, Conversation conversation, ResponseWriter out) {
    var selection = conversation.selected();
    selection.requireWritable();
    var named = selection.named(command.numbering(), command.messages());
    var change = change(command);
    selection.mailbox().change(named, change);
    var news = new News(out, command.numbering());
    switch (command.echo()) {
      case TELL -> selection.view().echo(named, news);
      case SILENT -> selection.view().silence(named, change, news);
    }
    if (command.numbering() == Numbering.SEQUENCE
        && !named.andNot(selection.view().told().live()).isEmpty()) {
      throw new MailException(Reason.EXPUNGED, "Some of the messages have been expunged");
    }
    return Tagged.ok(command.tag(), command.kind().wireName() + " completed");
  }

  private static FlagChange change(Store command) {
    return switch (command.mode()) {
      case REPLACE -> new FlagChange.Replace(command.flags());
      case ADD -> new FlagChange.Add(command.flags());
      case REMOVE -> new FlagChange.Remove(command.flags());
    };
  }
}
