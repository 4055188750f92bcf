package org.culverhouse.api.command;

/** UNAUTHENTICATE (RFC 8437 section 3). */
public record Unauthenticate(String tag) implements Command {
  @Override
  public CommandKind kind() {
    return CommandKind.UNAUTHENTICATE;
  }
}
