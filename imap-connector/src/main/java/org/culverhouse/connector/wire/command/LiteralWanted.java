package org.culverhouse.connector.wire.command;

/** Ends parsing where a literal was announced that has not arrived yet. */
final class LiteralWanted extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final long size;
  private final Parsed.Synchronizing synchronizing;
  private final Parsed.Use use;

  LiteralWanted(long size, Parsed.Synchronizing synchronizing, Parsed.Use use) {
    super("literal of " + size + " octets", null, false, false);
    this.size = size;
    this.synchronizing = synchronizing;
    this.use = use;
  }

  Parsed.NeedsLiteral inCommand(String tag) {
    return new Parsed.NeedsLiteral(tag, size, synchronizing, use);
  }
}
