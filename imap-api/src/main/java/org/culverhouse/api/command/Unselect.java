package org.culverhouse.api.command;

/** UNSELECT (RFC 9051 section 6.4.2). */
public record Unselect(String tag) implements Command {
  @Override
  public CommandKind kind() {
    return CommandKind.UNSELECT;
  }
}
