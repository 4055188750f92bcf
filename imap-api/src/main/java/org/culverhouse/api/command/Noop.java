package org.culverhouse.api.command;

/** NOOP (RFC 9051 section 6.1.2). */
public record Noop(String tag) implements Command {
  @Override
  public CommandKind kind() {
    return CommandKind.NOOP;
  }
}
