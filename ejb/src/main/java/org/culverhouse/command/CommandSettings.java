package org.culverhouse.command;

import org.culverhouse.api.model.Capability;

/**
 * What an administrator decides about the commands.
 *
 * @param literals LITERAL- or LITERAL+ (RFC 7888), as the connector takes them
 * @param maxMessage octets of the largest message that can be stored (RFC 7889)
 * @param maxMessages how many messages a command may deal with (RFC 9738), 0 for any number
 * @param form what becomes of new messages that do not have the form of one
 * @param version of this server, for ID
 */
public record CommandSettings(
    PlaintextPolicy plaintext,
    Capability literals,
    long maxMessage,
    int maxMessages,
    FormPolicy form,
    String version) {
  public static final Capability LITERAL_MINUS = new Capability("LITERAL-");
  public static final Capability LITERAL_PLUS = new Capability("LITERAL+");

  private static final long LARGEST_NUMBER = 0xFFFF_FFFFL;

  /** The APPENDLIMIT as clients are told it, who read numbers of 32 bits (RFC 7889 section 5). */
  long appendLimit() {
    return Math.min(maxMessage, LARGEST_NUMBER);
  }
}
