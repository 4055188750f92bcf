package org.culverhouse.api.command;

import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SequenceSet;

/**
 * REPLACE and UID REPLACE (RFC 8508): a message takes the place of another one, perhaps in another
 * mailbox, in one step.
 *
 * @param replaced one number, or {@code *}
 */
public record Replace(
    String tag,
    Numbering numbering,
    SequenceSet replaced,
    MailboxName mailbox,
    AppendMessage message)
    implements Command {
  @Override
  public CommandKind kind() {
    return numbering == Numbering.UID ? CommandKind.UID_REPLACE : CommandKind.REPLACE;
  }
}
