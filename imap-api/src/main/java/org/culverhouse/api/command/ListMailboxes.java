package org.culverhouse.api.command;

import java.util.List;
import java.util.Set;

/**
 * LIST in its basic and extended form (RFC 9051 section 6.3.9). Patterns and reference are decoded
 * from modified UTF-7.
 *
 * @param form a basic LIST with an empty pattern asks for the hierarchy separator; the extended
 *     form does not
 * @param selection which mailboxes are looked at
 * @param returns what is told of each beside its attributes
 * @param status the items of RETURN (STATUS …), else empty
 */
public record ListMailboxes(
    String tag,
    Form form,
    String reference,
    List<String> patterns,
    Set<Selection> selection,
    Set<Return> returns,
    List<StatusItem> status)
    implements Command {
  public enum Form {
    BASIC,
    EXTENDED
  }

  /** Selection options (RFC 9051 section 6.3.9.1, RFC 6154 section 5.1). */
  public enum Selection {
    SUBSCRIBED,
    REMOTE,
    RECURSIVEMATCH,
    SPECIAL_USE
  }

  /** Return options (RFC 9051 section 6.3.9.2, RFC 6154 section 5.2). */
  public enum Return {
    SUBSCRIBED,
    CHILDREN,
    SPECIAL_USE
  }

  @Override
  public CommandKind kind() {
    return CommandKind.LIST;
  }
}
