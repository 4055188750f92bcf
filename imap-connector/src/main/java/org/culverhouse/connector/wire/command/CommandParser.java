package org.culverhouse.connector.wire.command;

import org.culverhouse.api.command.Command;

/** Reads what follows the name of a command, up to its end. */
@FunctionalInterface
interface CommandParser {
  Command parse(String tag, Lexer in);
}
