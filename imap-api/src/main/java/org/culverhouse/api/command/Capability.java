package org.culverhouse.api.command;

/** CAPABILITY (RFC 9051 section 6.1.1). */
public record Capability(String tag) implements Command {
  @Override
  public CommandKind kind() {
    return CommandKind.CAPABILITY;
  }
}
