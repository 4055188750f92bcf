package org.culverhouse.api.command;

import org.culverhouse.api.model.MailboxName;

/** DELETE (RFC 9051 section 6.3.5). */
public record Delete(String tag, MailboxName mailbox) implements Command {
  @Override
  public CommandKind kind() {
    return CommandKind.DELETE;
  }
}
