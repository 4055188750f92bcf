package org.culverhouse.api.command;

/** GETQUOTA (RFC 9208 section 4.1.1). */
public record GetQuota(String tag, String root) implements Command {
  @Override
  public CommandKind kind() {
    return CommandKind.GETQUOTA;
  }
}
