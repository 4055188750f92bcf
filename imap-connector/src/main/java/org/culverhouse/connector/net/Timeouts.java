package org.culverhouse.connector.net;

import java.time.Duration;

/**
 * How long a connection may take for what.
 *
 * @param proxy for the header of the PROXY protocol, from proxies only
 * @param handshake for the TLS handshake
 * @param login from the first octet to the login, whatever happens in between
 * @param idle without a word, IDLE included (RFC 9051 section 5.4: 30 minutes at least)
 * @param stalled while an answer waits for a client that does not read
 * @param stop for all commands to end when the server stops
 */
public record Timeouts(
    Duration proxy,
    Duration handshake,
    Duration login,
    Duration idle,
    Duration stalled,
    Duration stop) {
  public static Timeouts defaults() {
    return new Timeouts(
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        Duration.ofMinutes(30),
        Duration.ofSeconds(60),
        Duration.ofSeconds(8));
  }

  public Timeouts withProxy(Duration duration) {
    return new Timeouts(duration, handshake, login, idle, stalled, stop);
  }

  public Timeouts withLogin(Duration duration) {
    return new Timeouts(proxy, handshake, duration, idle, stalled, stop);
  }

  public Timeouts withIdle(Duration duration) {
    return new Timeouts(proxy, handshake, login, duration, stalled, stop);
  }

  public Timeouts withStalled(Duration duration) {
    return new Timeouts(proxy, handshake, login, idle, duration, stop);
  }

  /** How often they are looked at, so that none is late by more than a tenth. */
  Duration tick() {
    var shortest = login.compareTo(idle) < 0 ? login : idle;
    shortest = shortest.compareTo(stalled) < 0 ? shortest : stalled;
    var tick = shortest.dividedBy(10);
    return tick.compareTo(Duration.ofSeconds(5)) > 0 ? Duration.ofSeconds(5) : tick;
  }
}
