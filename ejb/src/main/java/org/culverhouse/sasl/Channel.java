package org.culverhouse.sasl;

import java.util.Optional;

/** The connection under an exchange, as far as it can be bound to (RFC 5056). */
public interface Channel {
  /** Whether mechanisms with channel binding are offered on it. */
  boolean offersBinding();

  /**
   * The octets of a channel binding, such as {@code tls-exporter} (RFC 9266) and {@code
   * tls-server-end-point} (RFC 5929); empty for those that this connection does not have.
   */
  Optional<byte[]> binding(String name);
}
