package org.culverhouse.api.command;

/** CLOSE (RFC 9051 section 6.4.1). */
public record Close(String tag) implements Command {
  @Override
  public CommandKind kind() {
    return CommandKind.CLOSE;
  }
}
