package org.culverhouse.connector.wire.command;

import org.culverhouse.api.command.CommandKind;

/** Ends parsing where a literal was announced that has not arrived yet. */
final class LiteralWanted extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final long size;
  private final Parsed.Synchronizing synchronizing;
  private final Parsed.Use use;
  private final int messages;

  LiteralWanted(long size, Parsed.Synchronizing synchronizing, Parsed.Use use, int messages) {
    super("literal of " + size + " octets", null, false, false);
    this.size = size;
    this.synchronizing = synchronizing;
    this.use = use;
    this.messages = messages;
  }

  Parsed.NeedsLiteral in(CommandKind kind, String tag) {
    return new Parsed.NeedsLiteral(tag, kind, size, synchronizing, use, messages);
  }
}
