package org.culverhouse.connector.net;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.culverhouse.api.response.ResponseCode;

/** All connections there are, and how many there may be. Guarded by its monitor. */
final class Connections {
  private final Limits limits;
  private final Set<Connection> all = new LinkedHashSet<>();
  private final Set<Connection> unauthenticated = new LinkedHashSet<>();
  private boolean open = true;

  Connections(Limits limits) {
    this.limits = limits;
  }

  /** False when there is no room for it. */
  synchronized boolean admit(Connection connection) {
    if (!open || all.size() >= limits.maxConnections()) {
      return false;
    }
    all.add(connection);
    addStranger(connection);
    return true;
  }

  synchronized void authenticated(Connection connection) {
    unauthenticated.remove(connection);
  }

  synchronized void unauthenticated(Connection connection) {
    if (all.contains(connection)) {
      addStranger(connection);
    }
  }

  private void addStranger(Connection connection) {
    unauthenticated.add(connection);
    if (unauthenticated.size() > limits.maxUnauthenticated()) {
      evict();
    }
  }

  synchronized void forget(Connection connection) {
    unauthenticated.remove(connection);
    if (all.remove(connection) && all.isEmpty()) {
      notifyAll();
    }
  }

  synchronized List<Connection> snapshot() {
    return new ArrayList<>(all);
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
  private void evict() {
    var victim =
        unauthenticated.stream()
            .filter(connection -> !connection.isWorking())
            .findFirst()
            .orElseGet(() -> unauthenticated.iterator().next());
    unauthenticated.remove(victim);
    victim.dismiss(
        Optional.of(ResponseCode.Plain.UNAVAILABLE), "too many connections wait for a login");
  }
}
