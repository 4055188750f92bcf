package org.culverhouse.api.command;

/** LSUB (RFC 3501 section 6.3.9); pattern and reference are decoded from modified UTF-7. */
public record Lsub(String tag, String reference, String pattern) implements Command {
  @Override
  public CommandKind kind() {
    return CommandKind.LSUB;
  }
}
