package org.culverhouse.api.command;

import org.culverhouse.api.model.MailboxName;

/** RENAME (RFC 9051 section 6.3.6). */
public record Rename(String tag, MailboxName from, MailboxName to) implements Command {
  @Override
  public CommandKind kind() {
    return CommandKind.RENAME;
  }
}
