package org.culverhouse.api.command;

import java.util.Optional;
import java.util.Set;
import org.culverhouse.api.model.Extension;
import org.culverhouse.api.model.MailboxName;

/**
 * SELECT and EXAMINE (RFC 9051 sections 6.3.2 and 6.3.3).
 *
 * @param switchesOn CONDSTORE, when it stands among the parameters (RFC 7162 section 3.1.8)
 * @param resync the parameter QRESYNC
 */
public record Select(
    String tag,
    MailboxName mailbox,
    Access access,
    Set<Extension> switchesOn,
    Optional<Resync> resync)
    implements Command {
  public Select(String tag, MailboxName mailbox, Access access) {
    this(tag, mailbox, access, Set.of(), Optional.empty());
  }

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
