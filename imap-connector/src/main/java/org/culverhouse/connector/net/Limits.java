package org.culverhouse.connector.net;

/**
 * What all connections together, and a single one, may ask for.
 *
 * @param maxConnections connections at once; one more is answered with BYE
 * @param maxUnauthenticated of these, how many may not have logged in yet; for one more the oldest
 *     has to go
 * @param networks what the connections of one client may ask for
 * @param maxMessageSize octets of a message in APPEND (RFC 7889)
 * @param maxUnaskedLiteral octets of a literal that is sent without waiting (RFC 7888)
 */
public record Limits(
    int maxConnections,
    int maxUnauthenticated,
    NetworkLimits networks,
    long maxMessageSize,
    long maxUnaskedLiteral) {
  private static final long LITERAL_MINUS = 4096;

  public Limits {
    if (maxConnections < 1
        || maxUnauthenticated < 1
        || maxMessageSize < 1
        || maxUnaskedLiteral < 0) {
      throw new IllegalArgumentException(
          "limits %d %d %d %d"
              .formatted(maxConnections, maxUnauthenticated, maxMessageSize, maxUnaskedLiteral));
    }
  }

  public static Limits defaults() {
    return new Limits(10_000, 1_000, NetworkLimits.defaults(), 64L << 20, LITERAL_MINUS);
  }

  /** LITERAL-, up to 4096 octets. */
  public Limits withLiteralMinus() {
    return new Limits(maxConnections, maxUnauthenticated, networks, maxMessageSize, LITERAL_MINUS);
  }

  /** LITERAL+, as long as a message may be. */
  public Limits withLiteralPlus() {
    return new Limits(maxConnections, maxUnauthenticated, networks, maxMessageSize, maxMessageSize);
  }
}
