package org.culverhouse.api.command;

import java.util.Map;

/** ID (RFC 2971 section 3.1): what the client says of itself, in its order; empty for NIL. */
public record Id(String tag, Map<String, String> fields) implements Command {
  @Override
  public CommandKind kind() {
    return CommandKind.ID;
  }
}
