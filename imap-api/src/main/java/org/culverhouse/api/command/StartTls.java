package org.culverhouse.api.command;

/** STARTTLS (RFC 9051 section 6.2.1). */
public record StartTls(String tag) implements Command {
  @Override
  public CommandKind kind() {
    return CommandKind.STARTTLS;
  }
}
