package org.culverhouse.api.command;

import org.culverhouse.api.model.SequenceSet;

/** UID EXPUNGE (RFC 9051 section 6.4.9). */
public record UidExpunge(String tag, SequenceSet uids) implements Command {
  @Override
  public CommandKind kind() {
    return CommandKind.UID_EXPUNGE;
  }
}
