package org.culverhouse.api.command;

import java.util.Set;

/**
 * SEARCH and UID SEARCH (RFC 9051 section 6.4.4). Without RETURN the answer is that of RFC 3501.
 *
 * @param returns the RETURN options; {@code RETURN ()} is ALL
 */
public record Search(String tag, Numbering numbering, Form form, Set<Return> returns, SearchKey key)
    implements Command {
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
    SAVE
  }

  @Override
  public CommandKind kind() {
    return numbering == Numbering.UID ? CommandKind.UID_SEARCH : CommandKind.SEARCH;
  }
}
