package org.culverhouse.command;

import java.util.Optional;
import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.command.Copy;
import org.culverhouse.api.command.Move;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.model.MailboxId;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SequenceSet;
import org.culverhouse.api.response.Response.Condition;
import org.culverhouse.api.response.Response.Tagged;
import org.culverhouse.api.response.Response.Untagged;
import org.culverhouse.api.response.ResponseCode;
import org.culverhouse.mailbox.Copied;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.MailboxInfo;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.UidBitmap;

/** COPY, MOVE and their UID forms (RFC 9051 sections 6.4.7 and 6.4.8). */
final class CopyHandler {
  private final MessageLimit limit;

  CopyHandler(MessageLimit limit) {
    this.limit = limit;
  }

  Tagged copy(Copy command, Conversation conversation) {
    var selection = conversation.selected();
    var messages = present(selection, command.numbering(), command.messages());
    var tooMuch = limit.refusal(command.tag(), messages);
    if (tooMuch.isPresent()) {
      return tooMuch.get();
    }
    var target = target(conversation.store(), command.target());
    var done = command.kind().wireName() + " completed";
    if (messages.isEmpty()) {
      return Tagged.ok(command.tag(), done);
    }
    var copied = selection.mailbox().copy(messages, target);
    conversation.added(target, copied.target());
    var code = code(copied);
    return new Tagged(command.tag(), Condition.OK, code, done);
  }

  /** COPYUID stands in front of the expunges, which follow with the news (RFC 6851 section 3.3). */
  Tagged move(Move command, Conversation conversation, ResponseWriter out) {
    var selection = conversation.selected();
    selection.requireWritable();
    var part = limit.part(present(selection, command.numbering(), command.messages()));
    var messages = part.messages();
    var target = target(conversation.store(), command.target());
    if (!messages.isEmpty()) {
      var moved = selection.mailbox().move(messages, target);
      selection.view().removed(messages);
      conversation.added(target, moved.target());
      code(moved).ifPresent(code -> out.write(Untagged.ok(code, "Moved")));
    }
    return part.told(Tagged.ok(command.tag(), command.kind().wireName() + " completed"), out);
  }

  /**
   * All of the messages are copied or none: with numbers, one that is gone stops the command; with
   * UIDs it does not matter.
   */
  private static UidBitmap present(Selection selection, Numbering numbering, SequenceSet set) {
    var named = selection.named(numbering, set);
    var present = named.and(selection.mailbox().snapshot().live());
    if (numbering == Numbering.SEQUENCE && present.size() < named.size()) {
      throw new MailException(Reason.EXPUNGED, "Some of the messages have been expunged");
    }
    return present;
  }

  /**
   * @throws MailException with {@link Reason#TRY_CREATE} when there is no such mailbox
   */
  static MailboxId target(MailStore store, MailboxName name) {
    return store
        .tree()
        .find(name)
        .map(MailboxInfo::id)
        .orElseThrow(() -> new MailException(Reason.TRY_CREATE, "There is no mailbox " + name));
  }

  private static Optional<ResponseCode> code(Copied copied) {
    return copied.source().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ResponseCode.CopyUid(copied.validity(), copied.source(), copied.target()));
  }
}
