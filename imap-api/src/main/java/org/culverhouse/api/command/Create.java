package org.culverhouse.api.command;

import java.util.Set;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SpecialUse;

/**
 * CREATE (RFC 9051 section 6.3.4) with USE (RFC 6154 section 3). A trailing separator has been
 * taken off.
 */
public record Create(String tag, MailboxName mailbox, Set<SpecialUse> specialUses)
    implements Command {
  @Override
  public CommandKind kind() {
    return CommandKind.CREATE;
  }
}
