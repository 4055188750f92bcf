package org.culverhouse.api;

import org.culverhouse.api.command.CommandKind;

/**
 * Literals that a client wants to send.
 *
 * @param kind the command that they are for
 * @param messages how many messages the command brings with this one
 * @param octets how many the literals of all of them have so far, with this one
 */
public record AnnouncedMessages(String tag, CommandKind kind, int messages, long octets) {}
