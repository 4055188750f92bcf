package org.culverhouse.api.command;

import java.util.Optional;

/**
 * AUTHENTICATE (RFC 9051 section 6.2.2) with the initial response of SASL-IR (RFC 4959), decoded
 * from base64; {@code =} is an empty array.
 */
public record Authenticate(String tag, String mechanism, Optional<byte[]> initialResponse)
    implements Command {
  @Override
  public CommandKind kind() {
    return CommandKind.AUTHENTICATE;
  }

  /** Never the response: it may hold a password. */
  @Override
  public String toString() {
    return "Authenticate[tag=" + tag + ", mechanism=" + mechanism + "]";
  }
}
