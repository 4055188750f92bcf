package org.culverhouse.connector.net;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.culverhouse.api.model.Network;

/** How often a network connects: so many a second, and as many at once. Guarded by who holds it. */
final class AcceptRate {
  /** Of more networks that come within a second the one that has been silent longest is free. */
  static final int CAPACITY = 50_000;

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final int perSecond;
  private final LongSupplier nanos;
  private final LinkedHashMap<Network, Bucket> buckets = new LinkedHashMap<>();

  /** What is left, in connections, at that moment. */
  private record Bucket(double left, long at) {}

  AcceptRate(int perSecond, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.nanos = nanos;
  }

  /** False when the network has to wait. */
  boolean take(Network network) {
    long now = nanos.getAsLong();
    var last = buckets.remove(network);
    forgetFull(now);
    double left = last == null ? perSecond : refilled(last, now);
    boolean taken = left >= 1;
    buckets.put(network, new Bucket(taken ? left - 1 : left, now));
    return taken;
  }

  private double refilled(Bucket bucket, long now) {
    return Math.min(perSecond, bucket.left() + (double) (now - bucket.at()) * perSecond / SECOND);
  }

  /** Those in front have been silent longest. */
  private void forgetFull(long now) {
    var oldest = buckets.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<Network, Bucket> entry = oldest.next();
      if (buckets.size() < CAPACITY && now - entry.getValue().at() < SECOND) {
        return;
      }
      oldest.remove();
    }
  }

  int size() {
    return buckets.size();
  }
}
