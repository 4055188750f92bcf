package org.culverhouse.api.command;

import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.SequenceSet;

/** STORE and UID STORE (RFC 9051 section 6.4.6). */
public record Store(
    String tag, Numbering numbering, SequenceSet messages, Mode mode, Echo echo, FlagSet flags)
    implements Command {
  /** FLAGS, +FLAGS, -FLAGS. */
  public enum Mode {
    REPLACE,
    ADD,
    REMOVE
  }

  /** Whether the new flags are told to the session that set them; {@code .SILENT} asks not to. */
  public enum Echo {
    TELL,
    SILENT
  }

  @Override
  public CommandKind kind() {
    return numbering == Numbering.UID ? CommandKind.UID_STORE : CommandKind.STORE;
  }
}
