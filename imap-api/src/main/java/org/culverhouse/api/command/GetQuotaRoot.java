package org.culverhouse.api.command;

import org.culverhouse.api.model.MailboxName;

/** GETQUOTAROOT (RFC 9208 section 4.1.2); the mailbox need not exist. */
public record GetQuotaRoot(String tag, MailboxName mailbox) implements Command {
  @Override
  public CommandKind kind() {
    return CommandKind.GETQUOTAROOT;
  }
}
