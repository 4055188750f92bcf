package org.culverhouse.connector.wire.command;

/**
 * How much a single command may ask of the parser; one set of values before login, one after.
 *
 * @param line octets of a command outside its literals
 * @param literal octets of a literal that is not a message
 * @param literals octets of all literals of a command that are not messages
 * @param literalCount how many literals that are not messages; bounds how often a command is
 *     parsed, too
 * @param messageCount how many messages one APPEND may carry (RFC 3502)
 * @param message octets of a message
 * @param nonSynchronizing octets of a non-synchronizing literal: 4,096 is LITERAL-, more is
 *     LITERAL+ with a bound (RFC 7888)
 * @param depth how deep parentheses, NOT and OR may nest
 * @param ranges elements of a sequence set
 * @param items elements of any other list
 */
public record CommandLimits(
    int line,
    int literal,
    int literals,
    int literalCount,
    int messageCount,
    long message,
    long nonSynchronizing,
    int depth,
    int ranges,
    int items) {}
