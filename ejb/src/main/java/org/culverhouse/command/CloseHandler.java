package org.culverhouse.command;

import org.culverhouse.api.command.Close;
import org.culverhouse.api.command.Expunge;
import org.culverhouse.api.command.UidExpunge;
import org.culverhouse.api.command.Unselect;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.api.response.Response.Tagged;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;

/**
 * EXPUNGE, UID EXPUNGE, CLOSE and UNSELECT (RFC 9051 sections 6.4.1 to 6.4.3 and 6.4.9): removing
 * what is deleted, and leaving the mailbox. The expunges are told as everything else that happens.
 */
final class CloseHandler {

  Tagged expunge(Expunge command, Conversation conversation) {
    expungeDeleted(conversation.selected());
    return Tagged.ok(command.tag(), "EXPUNGE completed");
  }

  Tagged uidExpunge(UidExpunge command, Conversation conversation) {
    var selection = conversation.selected();
    selection.requireWritable();
    var deleted = selection.mailbox().snapshot().with(SystemFlag.DELETED);
    selection.mailbox().expunge(selection.view().withUids(command.uids()).and(deleted));
    return Tagged.ok(command.tag(), "UID EXPUNGE completed");
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

  private static void expungeDeleted(Selection selection) {
    selection.requireWritable();
    var snapshot = selection.mailbox().snapshot();
    var deleted = snapshot.live().and(snapshot.with(SystemFlag.DELETED));
    if (!deleted.isEmpty()) {
      selection.mailbox().expunge(deleted);
    }
  }
}
