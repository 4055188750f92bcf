package org.culverhouse.api.command;

import java.util.List;

/** ENABLE (RFC 9051 section 6.3.1); names that nobody knows are kept, and ignored later. */
public record Enable(String tag, List<String> capabilities) implements Command {
  @Override
  public CommandKind kind() {
    return CommandKind.ENABLE;
  }
}
