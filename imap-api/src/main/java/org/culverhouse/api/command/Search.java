package org.culverhouse.api.command;

import java.util.Optional;
import java.util.Set;
import org.culverhouse.api.model.PartialRange;

/**
 * SEARCH and UID SEARCH (RFC 9051 section 6.4.4). Without RETURN the answer is that of RFC 3501.
 *
 * @param returns the RETURN options; {@code RETURN ()} is ALL
 * @param partial the window that RETURN (PARTIAL …) asks for (RFC 9394)
 */
public record Search(
    String tag,
    Numbering numbering,
    Form form,
    Set<Return> returns,
    Optional<PartialRange> partial,
    SearchKey key)
    implements Command {
  public Search(String tag, Numbering numbering, Form form, Set<Return> returns, SearchKey key) {
    this(tag, numbering, form, returns, Optional.empty(), key);
  }

  public enum Form {
    BASIC,
    EXTENDED
  }

  /** Result options (RFC 9051 section 6.4.4). */
  public enum Return {
    MIN,
    MAX,
    ALL,
    COUNT,
    /** The result is kept, as {@code $} (RFC 5182). */
    SAVE
  }

  @Override
  public CommandKind kind() {
    return numbering == Numbering.UID ? CommandKind.UID_SEARCH : CommandKind.SEARCH;
  }
}
