package org.culverhouse.api.command;

import java.util.List;
import org.culverhouse.api.model.MailboxName;

/**
 * APPEND (RFC 9051 section 6.3.12) of one message, or of several, which stand or fall together (RFC
 * 3502).
 */
public record Append(String tag, MailboxName mailbox, List<AppendMessage> messages)
    implements Command {
  @Override
  public CommandKind kind() {
    return CommandKind.APPEND;
  }
}
