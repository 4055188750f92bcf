package org.culverhouse.api.command;

import org.culverhouse.api.model.MailboxName;

/** SELECT and EXAMINE (RFC 9051 sections 6.3.2 and 6.3.3). */
public record Select(String tag, MailboxName mailbox, Access access) implements Command {
  /** Whether the mailbox may be changed through this selection. */
  public enum Access {
    READ_WRITE,
    READ_ONLY
  }

  @Override
  public CommandKind kind() {
    return access == Access.READ_WRITE ? CommandKind.SELECT : CommandKind.EXAMINE;
  }
}
