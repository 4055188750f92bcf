package org.culverhouse.command;

import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.SyntaxException;
import org.culverhouse.api.command.Select;
import org.culverhouse.api.model.Extension;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.api.model.Uid;
import org.culverhouse.api.response.Response;
import org.culverhouse.api.response.Response.Tagged;
import org.culverhouse.api.response.Response.Untagged;
import org.culverhouse.api.response.ResponseCode;
import org.culverhouse.api.response.ResponseCode.Plain;

/** SELECT and EXAMINE (RFC 9051 sections 6.3.2 and 6.3.3). */
final class SelectHandler {

  Tagged handle(Select command, Conversation conversation, ResponseWriter out) {
    if (command.resync().isPresent() && !conversation.has(Extension.QRESYNC)) {
      throw new SyntaxException("QRESYNC has to be enabled first");
    }
    if (conversation.selection().isPresent()) {
      conversation.unselect();
      out.write(Untagged.ok(Plain.CLOSED, "Previous mailbox is now closed"));
    }
    var store = conversation.store();
    var mailbox = store.open(store.tree().get(command.mailbox()).id());
    conversation.forgetNews(mailbox.id());
    var selection = Selection.open(mailbox, command.access(), conversation.session());
    conversation.select(selection);
    command.switchesOn().forEach(conversation::switchOn);
    describe(selection, tellsUnseen(conversation), out);
    if (conversation.has(Extension.IMAP4REV2)) {
      out.write(ListHandler.selected(store.tree(), command.mailbox()));
    }
    command.resync().ifPresent(known -> new Resynchronization(selection, out).tell(known));
    return switch (command.access()) {
      case READ_WRITE -> Tagged.ok(command.tag(), Plain.READ_WRITE, "SELECT completed");
      case READ_ONLY -> Tagged.ok(command.tag(), Plain.READ_ONLY, "EXAMINE completed");
    };
  }

  /** To IMAP4rev1 only (RFC 9051 appendix E), for it is a number (RFC 9586 section 3). */
  private static boolean tellsUnseen(Conversation conversation) {
    return !conversation.has(Extension.IMAP4REV2) && !conversation.has(Extension.UIDONLY);
  }

  private static void describe(Selection selection, boolean tellsUnseen, ResponseWriter out) {
    var view = selection.view();
    var snapshot = view.told();
    var flags = News.flagsOf(snapshot);
    out.write(new Response.Flags(flags));
    out.write(Untagged.ok(permanent(selection, flags), "Flags that are kept"));
    out.write(new Response.Exists(view.size()));
    out.write(new Response.Recent(view.recent().size()));
    var unseen = view.messages().andNot(snapshot.with(SystemFlag.SEEN));
    if (!unseen.isEmpty() && tellsUnseen) {
      out.write(
          Untagged.ok(
              new ResponseCode.Unseen(view.numberOf(unseen.first())), "First unseen message"));
    }
    out.write(Untagged.ok(new ResponseCode.UidValidityIs(snapshot.uidValidity()), "UIDs valid"));
    // 2^32 when no UID is left: the client sees the largest there is.
    long uidNext = Math.min(snapshot.uidNext(), Uid.MAX);
    out.write(Untagged.ok(new ResponseCode.UidNext(uidNext), "Predicted next UID"));
    out.write(Untagged.ok(new ResponseCode.MailboxId(selection.mailbox().id()), "Identity"));
    out.write(Untagged.ok(new ResponseCode.HighestModSeq(snapshot.highestModSeq()), "Highest"));
  }

  private static ResponseCode permanent(Selection selection, FlagSet flags) {
    return selection.isWritable()
        ? new ResponseCode.PermanentFlags(flags, selection.mailbox().takesNewKeywords())
        : new ResponseCode.PermanentFlags(FlagSet.NONE, false);
  }
}
