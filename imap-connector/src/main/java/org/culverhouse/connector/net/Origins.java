package org.culverhouse.connector.net;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.culverhouse.api.model.Network;

/** Where connections come from, and how many from where. Guarded by who holds it. */
final class Origins {
  private final NetworkLimits limits;
  private final AcceptRate rate;
  private final Origin trusted = new Origin(Integer.MAX_VALUE);
  private final Map<Network, Origin> networks = new HashMap<>();

  /** The connections of one network, or of all trusted ones. */
  static final class Origin {
    private final int maxStrangers;
    private final Set<Connection> strangers = new LinkedHashSet<>();
    private int connections;

    private Origin(int maxStrangers) {
      this.maxStrangers = maxStrangers;
    }

    /** Those that have not logged in, the oldest first. */
    Set<Connection> strangers() {
      return strangers;
    }

    boolean hasTooManyStrangers() {
      return strangers.size() > maxStrangers;
    }
  }

  Origins(NetworkLimits limits, LongSupplier nanos) {
    this.limits = limits;
    this.rate = new AcceptRate(limits.acceptRate(), nanos);
  }

  /** Why there is no room for one more of that client. Each question counts as an attempt. */
  Optional<Refusal> refusal(InetAddress client) {
    if (!limits.holdFor(client)) {
      return Optional.empty();
    }
    var network = Network.ofClient(client);
    if (!rate.take(network)) {
      return Optional.of(Refusal.RATE);
    }
    var origin = networks.get(network);
    return origin != null && origin.connections >= limits.connections()
        ? Optional.of(Refusal.NETWORK)
        : Optional.empty();
  }

  Origin enter(InetAddress client) {
    if (!limits.holdFor(client)) {
      return trusted;
    }
    var origin =
        networks.computeIfAbsent(
            Network.ofClient(client), network -> new Origin(limits.unauthenticated()));
    origin.connections++;
    return origin;
  }

  void leave(InetAddress client, Origin origin) {
    if (origin != trusted && --origin.connections == 0) {
      networks.remove(Network.ofClient(client), origin);
    }
  }

  int size() {
    return networks.size();
  }
}
