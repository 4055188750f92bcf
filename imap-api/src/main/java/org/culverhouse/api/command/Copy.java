package org.culverhouse.api.command;

import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SequenceSet;

/** COPY and UID COPY (RFC 9051 section 6.4.7). */
public record Copy(String tag, Numbering numbering, SequenceSet messages, MailboxName target)
    implements Command {
  @Override
  public CommandKind kind() {
    return numbering == Numbering.UID ? CommandKind.UID_COPY : CommandKind.COPY;
  }
}
