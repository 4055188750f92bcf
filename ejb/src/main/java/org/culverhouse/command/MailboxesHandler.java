package org.culverhouse.command;

import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.command.Create;
import org.culverhouse.api.command.Delete;
import org.culverhouse.api.command.Rename;
import org.culverhouse.api.command.Subscribe;
import org.culverhouse.api.command.Unsubscribe;
import org.culverhouse.api.model.SpecialUse;
import org.culverhouse.api.response.Response.Tagged;
import org.culverhouse.api.response.Response.Untagged;
import org.culverhouse.api.response.ResponseCode;
import org.culverhouse.api.response.ResponseCode.Plain;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;

/** CREATE, DELETE, RENAME, SUBSCRIBE and UNSUBSCRIBE (RFC 9051 sections 6.3.4 to 6.3.8). */
final class MailboxesHandler {

  Tagged create(Create command, Conversation conversation) {
    for (var use : command.specialUses()) {
      if (use == SpecialUse.ALL || use == SpecialUse.FLAGGED) {
        return Tagged.no(
            command.tag(),
            Plain.USEATTR,
            use.wireName() + " would be a view of other mailboxes, which cannot be created");
      }
    }
    var created = conversation.store().create(command.mailbox(), command.specialUses());
    return Tagged.ok(command.tag(), new ResponseCode.MailboxId(created.id()), "CREATE completed");
  }

  /** Who deletes the mailbox that they have selected leaves it. */
  Tagged delete(Delete command, Conversation conversation, ResponseWriter out) {
    var store = conversation.store();
    var name = command.mailbox();
    var tree = store.tree();
    if (tree.find(name).isEmpty() && tree.hasChildren(name)) {
      throw new MailException(Reason.HAS_CHILDREN, name + " is only the parent of other mailboxes");
    }
    var id = tree.get(name).id();
    store.delete(name);
    if (conversation.selection().filter(selection -> selection.is(id)).isPresent()) {
      conversation.unselect();
      out.write(Untagged.ok(Plain.CLOSED, "The mailbox is deleted"));
    }
    return Tagged.ok(command.tag(), "DELETE completed");
  }

  Tagged rename(Rename command, Conversation conversation) {
    conversation.store().rename(command.from(), command.to());
    return Tagged.ok(command.tag(), "RENAME completed");
  }

  Tagged subscribe(Subscribe command, Conversation conversation) {
    conversation.store().subscribe(command.mailbox());
    return Tagged.ok(command.tag(), "SUBSCRIBE completed");
  }

  Tagged unsubscribe(Unsubscribe command, Conversation conversation) {
    conversation.store().unsubscribe(command.mailbox());
    return Tagged.ok(command.tag(), "UNSUBSCRIBE completed");
  }
}
