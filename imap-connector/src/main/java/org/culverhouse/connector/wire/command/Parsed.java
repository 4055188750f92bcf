package org.culverhouse.connector.wire.command;

import org.culverhouse.api.command.Command;
import org.culverhouse.api.command.CommandKind;
import org.culverhouse.api.response.Response;

/** What came of parsing as much of a command as has arrived. */
public sealed interface Parsed {
  record Complete(Command command) implements Parsed {}

  /**
   * All in front of a literal is right: the literal may come.
   *
   * @param messages how many messages the command has brought with this one
   */
  record NeedsLiteral(
      String tag, CommandKind kind, long size, Synchronizing synchronizing, Use use, int messages)
      implements Parsed {}

  /** The answer that ends the command. */
  record Refused(Response answer) implements Parsed {}

  /** Whether the client waits for a continuation (RFC 7888). */
  enum Synchronizing {
    YES,
    NO
  }

  /** What a literal is for. */
  enum Use {
    STRING,
    MESSAGE,
    /** One of several parts of a message (RFC 4469). */
    PART,
    /** A message in which NUL may stand, sent as literal8 (RFC 3516 section 4.4). */
    BINARY_MESSAGE
  }
}
