package org.culverhouse.connector.net;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.culverhouse.api.model.Network;
import org.culverhouse.api.response.ResponseCode;
import org.culverhouse.connector.net.Origins.Origin;

/** All connections there are, and how many there may be. Guarded by its monitor. */
final class Connections {
  private final Limits limits;
  private final Origins origins;
  private final RefusalLog refusals;
  private final Map<Connection, Origin> all = new LinkedHashMap<>();
  private final Set<Connection> unauthenticated = new LinkedHashSet<>();
  private boolean open = true;

  Connections(Limits limits, LongSupplier nanos) {
    this(limits, nanos, new RefusalLog(nanos));
  }

  Connections(Limits limits, LongSupplier nanos, RefusalLog refusals) {
    this.limits = limits;
    this.origins = new Origins(limits.networks(), nanos);
    this.refusals = refusals;
  }

  /** Why there is no room for it; empty when there is. */
  synchronized Optional<Refusal> admit(Connection connection, InetAddress client) {
    if (!open) {
      return Optional.of(Refusal.STOPPING);
    }
    var refusal = origins.refusal(client);
    if (refusal.isEmpty() && all.size() >= limits.maxConnections()) {
      refusal = Optional.of(Refusal.TOTAL);
    }
    if (refusal.isPresent()) {
      refusals.count(Network.ofClient(client), refusal.get());
      return refusal;
    }
    var origin = origins.enter(client);
    all.put(connection, origin);
    addStranger(connection, origin);
    return Optional.empty();
  }

  /** A connection has been closed before it was one of these. */
  synchronized void refused(InetAddress peer, Refusal refusal) {
    refusals.count(Network.ofClient(peer), refusal);
  }

  synchronized void authenticated(Connection connection) {
    unauthenticated.remove(connection);
    var origin = all.get(connection);
    if (origin != null) {
      origin.strangers().remove(connection);
    }
  }

  synchronized void unauthenticated(Connection connection) {
    var origin = all.get(connection);
    if (origin != null) {
      addStranger(connection, origin);
    }
  }

  private void addStranger(Connection connection, Origin origin) {
    unauthenticated.add(connection);
    origin.strangers().add(connection);
    if (origin.hasTooManyStrangers()) {
      evict(origin.strangers(), Refusal.NETWORK_STRANGERS);
    }
    if (unauthenticated.size() > limits.maxUnauthenticated()) {
      evict(unauthenticated, Refusal.STRANGERS);
    }
  }

  synchronized void forget(Connection connection) {
    unauthenticated.remove(connection);
    var origin = all.remove(connection);
    if (origin == null) {
      return;
    }
    origin.strangers().remove(connection);
    origins.leave(connection.client(), origin);
    if (all.isEmpty()) {
      notifyAll();
    }
  }

  /** To be called every few seconds. */
  synchronized void tellRefusals() {
    refusals.tellCounts();
  }

  synchronized List<Connection> snapshot() {
    return new ArrayList<>(all.keySet());
  }

  synchronized void admitNoMore() {
    open = false;
  }

  /** Waits until all have gone, but not for longer than that. */
  synchronized void awaitNone(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!all.isEmpty()) {
      long millis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      if (millis <= 0) {
        return;
      }
      wait(millis);
    }
  }

  /** The oldest that nobody is working for has to go; a flood must not shut out the others. */
  private void evict(Set<Connection> strangers, Refusal refusal) {
    var victim =
        strangers.stream()
            .filter(connection -> !connection.isWorking())
            .findFirst()
            .orElseGet(() -> strangers.iterator().next());
    unauthenticated.remove(victim);
    var origin = all.get(victim);
    if (origin != null) {
      origin.strangers().remove(victim);
    }
    refusals.count(Network.ofClient(victim.client()), refusal);
    victim.dismiss(Optional.of(ResponseCode.Plain.UNAVAILABLE), refusal.text());
  }
}
