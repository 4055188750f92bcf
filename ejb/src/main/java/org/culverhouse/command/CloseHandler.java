package org.culverhouse.command;

import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.command.Close;
import org.culverhouse.api.command.Expunge;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.command.UidExpunge;
import org.culverhouse.api.command.Unselect;
import org.culverhouse.api.model.Extension;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.api.response.Response.Tagged;
import org.culverhouse.api.response.ResponseCode;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.UidBitmap;

/**
 * EXPUNGE, UID EXPUNGE, CLOSE and UNSELECT (RFC 9051 sections 6.4.1 to 6.4.3 and 6.4.9): removing
 * what is deleted, and leaving the mailbox. The expunges are told as everything else that happens.
 */
final class CloseHandler {
  private final MessageLimit limit;

  CloseHandler(MessageLimit limit) {
    this.limit = limit;
  }

  Tagged expunge(Expunge command, Conversation conversation) {
    var gone = expungeDeleted(conversation.selected());
    return expunged(command.tag(), "EXPUNGE completed", gone, conversation);
  }

  Tagged uidExpunge(UidExpunge command, Conversation conversation, ResponseWriter out) {
    var selection = conversation.selected();
    selection.requireWritable();
    var deleted = selection.mailbox().snapshot().with(SystemFlag.DELETED);
    var live = selection.mailbox().snapshot().live();
    var part = limit.part(selection.named(Numbering.UID, command.uids()).and(deleted).and(live));
    var gone = selection.expunge(part.messages());
    return part.told(expunged(command.tag(), "UID EXPUNGE completed", gone, conversation), out);
  }

  /** Everything up to this mod-sequence is told before the answer (RFC 7162 section 3.2.7). */
  static Tagged expunged(String tag, String text, UidBitmap gone, Conversation conversation) {
    if (gone.isEmpty() || !conversation.has(Extension.QRESYNC)) {
      return Tagged.ok(tag, text);
    }
    var highest = conversation.selected().mailbox().snapshot().highestModSeq();
    return Tagged.ok(tag, new ResponseCode.HighestModSeq(highest), text);
  }

  Tagged close(Close command, Conversation conversation) {
    var selection = conversation.selected();
    try {
      if (selection.isWritable()) {
        expungeDeleted(selection);
      }
    } catch (MailException e) {
      // Somebody has deleted the mailbox: there is nothing to remove, and leaving it is no error.
      if (e.reason() != Reason.NO_SUCH_MAILBOX) {
        throw e;
      }
    } finally {
      conversation.unselect();
    }
    return Tagged.ok(command.tag(), "CLOSE completed");
  }

  Tagged unselect(Unselect command, Conversation conversation) {
    conversation.unselect();
    return Tagged.ok(command.tag(), "UNSELECT completed");
  }

  private static UidBitmap expungeDeleted(Selection selection) {
    selection.requireWritable();
    var snapshot = selection.mailbox().snapshot();
    var deleted = snapshot.live().and(snapshot.with(SystemFlag.DELETED));
    return deleted.isEmpty() ? deleted : selection.expunge(deleted);
  }
}
