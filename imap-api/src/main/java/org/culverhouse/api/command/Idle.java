package org.culverhouse.api.command;

/** IDLE (RFC 9051 section 6.3.13): from its continuation until {@link Done}. */
public record Idle(String tag) implements Command {
  @Override
  public CommandKind kind() {
    return CommandKind.IDLE;
  }
}
