package org.culverhouse.api.command;

/** LOGOUT (RFC 9051 section 6.1.3). */
public record Logout(String tag) implements Command {
  @Override
  public CommandKind kind() {
    return CommandKind.LOGOUT;
  }
}
