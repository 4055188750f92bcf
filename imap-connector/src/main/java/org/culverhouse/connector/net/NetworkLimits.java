package org.culverhouse.connector.net;

import java.net.InetAddress;
import java.util.List;
import org.culverhouse.api.model.Network;

/**
 * What the connections of one client may ask for, an IPv4 address or the /64 of an IPv6 one.
 *
 * @param connections at once; one more is refused
 * @param unauthenticated of these, how many may not have logged in yet; for one more the oldest has
 *     to go
 * @param acceptRate new ones a second; as many may come at once
 * @param trusted networks for which none of this holds
 */
public record NetworkLimits(
    int connections, int unauthenticated, int acceptRate, List<Network> trusted) {
  public NetworkLimits {
    if (connections < 1 || unauthenticated < 1 || acceptRate < 1) {
      throw new IllegalArgumentException(
          "limits by network %d %d %d".formatted(connections, unauthenticated, acceptRate));
    }
    trusted = List.copyOf(trusted);
  }

  public static NetworkLimits defaults() {
    return new NetworkLimits(1_000, 100, 200, List.of());
  }

  boolean holdFor(InetAddress client) {
    return trusted.stream().noneMatch(network -> network.contains(client));
  }
}
