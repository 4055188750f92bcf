/**
 * The grammar of IMAP, from octets to the records of {@code api.command} (RFC 9051 section 9).
 *
 * <p>To add a command: write its record and its row in {@code CommandKind}, write a parser here
 * whose first comment is the ABNF rule, and give it its line in {@link
 * org.culverhouse.connector.wire.command.CommandParsers}, where the compiler asks for it. A parser
 * reads what follows the name of the command from a {@link
 * org.culverhouse.connector.wire.command.Lexer}, in the words of the grammar; it never sees the
 * session, and never has to think of literals, of which the lexer takes care.
 */
@NullMarked
package org.culverhouse.connector.wire.command;

import org.jspecify.annotations.NullMarked;
