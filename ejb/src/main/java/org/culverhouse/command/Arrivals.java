package org.culverhouse.command;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.command.FetchAttribute;
import org.culverhouse.api.command.FetchAttribute.Item;
import org.culverhouse.api.model.Extension;
import org.culverhouse.api.response.Response.Condition;
import org.culverhouse.api.response.Response.Untagged;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.UidBitmap;

/**
 * Fetches new messages of the selected mailbox for a client that has asked for that once (RFC 5465
 * section 5.2). They stay unseen, whatever is fetched of them.
 */
final class Arrivals {
  private static final System.Logger LOG = System.getLogger(Arrivals.class.getName());

  private final Selection selection;
  private final List<FetchAttribute> attributes;
  private final FetchWriter writer;
  private final ResponseWriter out;

  private Arrivals(
      Selection selection,
      List<FetchAttribute> attributes,
      FetchWriter writer,
      ResponseWriter out) {
    this.selection = selection;
    this.attributes = attributes;
    this.writer = writer;
    this.out = out;
  }

  /** Empty where nothing is to be fetched. */
  static Optional<Arrivals> of(Conversation conversation, ResponseWriter out) {
    var asked = conversation.interest().attributes();
    if (asked.isEmpty()) {
      return Optional.empty();
    }
    var attributes = new LinkedHashSet<FetchAttribute>();
    if (!conversation.has(Extension.UIDONLY)) {
      attributes.add(Item.UID);
    }
    attributes.addAll(asked);
    if (conversation.has(Extension.CONDSTORE)) {
      attributes.add(Item.MODSEQ); // as all that nobody has asked for (RFC 7162 section 3.2.4)
    }
    var selection = conversation.selected();
    return Optional.of(
        new Arrivals(
            selection,
            List.copyOf(attributes),
            new FetchWriter(selection, conversation.stringForm(), out),
            out));
  }

  void fetch(UidBitmap uids) {
    selection.view().forEach(uids, this::fetch);
  }

  private void fetch(int number, long uid) {
    try {
      writer.write(number, uid, selection.view().told(), attributes);
    } catch (MailException e) {
      if (e.reason() != Reason.EXPUNGED) {
        failed(uid, e);
      }
    } catch (IOException e) {
      failed(uid, e);
    }
  }

  private void failed(long uid, Exception e) {
    LOG.log(Level.WARNING, "UID " + uid + " of mailbox " + selection.mailbox().id(), e);
    out.write(
        new Untagged(Condition.NO, Optional.empty(), "Message " + uid + " cannot be read now"));
  }
}
