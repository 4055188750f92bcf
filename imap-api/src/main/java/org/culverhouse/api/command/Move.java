package org.culverhouse.api.command;

import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SequenceSet;

/** MOVE and UID MOVE (RFC 9051 section 6.4.8). */
public record Move(String tag, Numbering numbering, SequenceSet messages, MailboxName target)
    implements Command {
  @Override
  public CommandKind kind() {
    return numbering == Numbering.UID ? CommandKind.UID_MOVE : CommandKind.MOVE;
  }
}
