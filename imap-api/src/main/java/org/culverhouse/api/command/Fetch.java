package org.culverhouse.api.command;

import java.util.List;
import org.culverhouse.api.model.SequenceSet;

/**
 * FETCH and UID FETCH (RFC 9051 section 6.4.5). Macros are expanded; UID FETCH always answers with
 * the UID, and CHANGEDSINCE with MODSEQ.
 */
public record Fetch(
    String tag,
    Numbering numbering,
    SequenceSet messages,
    List<FetchAttribute> attributes,
    FetchModifiers modifiers)
    implements Command {
  public Fetch(
      String tag, Numbering numbering, SequenceSet messages, List<FetchAttribute> attributes) {
    this(tag, numbering, messages, attributes, FetchModifiers.NONE);
  }

  @Override
  public CommandKind kind() {
    return numbering == Numbering.UID ? CommandKind.UID_FETCH : CommandKind.FETCH;
  }
}
