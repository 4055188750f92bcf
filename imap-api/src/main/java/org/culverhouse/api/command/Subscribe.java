package org.culverhouse.api.command;

import org.culverhouse.api.model.MailboxName;

/** SUBSCRIBE (RFC 9051 section 6.3.7). */
public record Subscribe(String tag, MailboxName mailbox) implements Command {
  @Override
  public CommandKind kind() {
    return CommandKind.SUBSCRIBE;
  }
}
