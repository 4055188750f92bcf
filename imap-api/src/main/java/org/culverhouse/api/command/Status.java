package org.culverhouse.api.command;

import java.util.List;
import org.culverhouse.api.model.MailboxName;

/** STATUS (RFC 9051 section 6.3.11). */
public record Status(String tag, MailboxName mailbox, List<StatusItem> items) implements Command {
  @Override
  public CommandKind kind() {
    return CommandKind.STATUS;
  }
}
