package org.culverhouse.api.command;

/** CHECK (RFC 3501 section 6.4.1). */
public record Check(String tag) implements Command {
  @Override
  public CommandKind kind() {
    return CommandKind.CHECK;
  }
}
