package org.culverhouse.api.command;

/** COMPRESS DEFLATE, the only algorithm there is (RFC 4978 section 3). */
public record Compress(String tag) implements Command {
  @Override
  public CommandKind kind() {
    return CommandKind.COMPRESS;
  }
}
