package org.culverhouse.api.command;

/** EXPUNGE (RFC 9051 section 6.4.3). */
public record Expunge(String tag) implements Command {
  @Override
  public CommandKind kind() {
    return CommandKind.EXPUNGE;
  }
}
