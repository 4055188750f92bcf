package org.culverhouse.api.command;

/** NAMESPACE (RFC 9051 section 6.3.10). */
public record Namespace(String tag) implements Command {
  @Override
  public CommandKind kind() {
    return CommandKind.NAMESPACE;
  }
}
