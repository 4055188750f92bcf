package org.culverhouse.api.command;

import java.util.Optional;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.ModSeq;
import org.culverhouse.api.model.SequenceSet;

/**
 * STORE and UID STORE (RFC 9051 section 6.4.6).
 *
 * @param unchangedSince messages that have changed later are left alone (RFC 7162 section 3.1.3)
 */
public record Store(
    String tag,
    Numbering numbering,
    SequenceSet messages,
    Mode mode,
    Echo echo,
    FlagSet flags,
    Optional<ModSeq> unchangedSince)
    implements Command {
  public Store(
      String tag, Numbering numbering, SequenceSet messages, Mode mode, Echo echo, FlagSet flags) {
    this(tag, numbering, messages, mode, echo, flags, Optional.empty());
  }

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
