package org.culverhouse.connector.net;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.culverhouse.api.model.Network;

/**
 * Tells the administrator of refused connections: the first of a network at once, all others of a
 * minute in one line. A flood is not to fill the log. Guarded by who holds it.
 */
final class RefusalLog {
  private static final System.Logger LOG = System.getLogger(RefusalLog.class.getName());
  private static final Duration PERIOD = Duration.ofMinutes(1);

  /** Beyond so many in a minute networks are not told apart any more. */
  static final int MAX_NETWORKS = 200;

  private final LongSupplier nanos;
  private final BiConsumer<String, Object[]> line;
  private final Map<Key, Count> counts = new HashMap<>();

  private record Key(String network, Refusal refusal) {}

  private static final class Count {
    private final long since;
    private int more;

    private Count(long since) {
      this.since = since;
    }
  }

  RefusalLog(LongSupplier nanos) {
    this(nanos, (format, parameters) -> LOG.log(Level.WARNING, format, parameters));
  }

  RefusalLog(LongSupplier nanos, BiConsumer<String, Object[]> line) {
    this.nanos = nanos;
    this.line = line;
  }

  void count(Network network, Refusal refusal) {
    var key = new Key(network.toString(), refusal);
    if (counts.size() >= MAX_NETWORKS && !counts.containsKey(key)) {
      key = new Key("other networks", refusal);
    }
    var known = counts.get(key);
    if (known != null) {
      known.more++;
      return;
    }
    counts.put(key, new Count(nanos.getAsLong()));
    line.accept(
        "A connection of {0} is refused: {1}. More of them are counted for a minute",
        new Object[] {key.network(), refusal.cause()});
  }

  /** To be called every few seconds. */
  void tellCounts() {
    long now = nanos.getAsLong();
    counts.entrySet().removeIf(entry -> isOver(entry.getKey(), entry.getValue(), now));
  }

  private boolean isOver(Key key, Count count, long now) {
    if (now - count.since < PERIOD.toNanos()) {
      return false;
    }
    if (count.more > 0) {
      line.accept(
          "{0} more connections of {1} were refused within a minute: {2}",
          new Object[] {String.valueOf(count.more), key.network(), key.refusal().cause()});
    }
    return true;
  }
}
