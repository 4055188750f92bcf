package org.culverhouse.api.command;

import org.culverhouse.api.model.MailboxName;

/** UNSUBSCRIBE (RFC 9051 section 6.3.8). */
public record Unsubscribe(String tag, MailboxName mailbox) implements Command {
  @Override
  public CommandKind kind() {
    return CommandKind.UNSUBSCRIBE;
  }
}
