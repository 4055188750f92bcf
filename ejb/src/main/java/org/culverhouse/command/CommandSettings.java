package org.culverhouse.command;

import org.culverhouse.api.model.Capability;

/**
 * What an administrator decides about the commands.
 *
 * @param literals LITERAL- or LITERAL+ (RFC 7888), as the connector takes them
 * @param version of this server, for ID
 */
public record CommandSettings(PlaintextPolicy plaintext, Capability literals, String version) {
  public static final Capability LITERAL_MINUS = new Capability("LITERAL-");
  public static final Capability LITERAL_PLUS = new Capability("LITERAL+");
}
