package org.culverhouse.account;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers for some minutes that a password fits a stored hash, so that a mail program that
 * reconnects does not cost an Argon2 each time. Kept is an HMAC under a key that never leaves
 * memory. The stored hash is part of what is remembered: a new password, with its new salt, makes
 * every old entry worthless, on all servers of one database. Guarded by itself.
 */
final class ProvenPasswords {
  private final SecretKeySpec key;
  private final int capacity;
  private final long lifetimeNanos;
  private final LongSupplier nanoTime;
  private final Map<ByteBuffer, Long> expiries = new HashMap<>();
  private final ArrayDeque<ByteBuffer> oldestFirst = new ArrayDeque<>();

  ProvenPasswords(byte[] key, int capacity, Duration lifetime, LongSupplier nanoTime) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
    this.capacity = capacity;
    this.lifetimeNanos = lifetime.toNanos();
    this.nanoTime = nanoTime;
  }

  boolean contains(String stored, byte[] password) {
    var entry = entry(stored, password);
    synchronized (this) {
      dropExpired();
      return expiries.containsKey(entry);
    }
  }

  void add(String stored, byte[] password) {
    var entry = entry(stored, password);
    synchronized (this) {
      dropExpired();
      if (expiries.containsKey(entry)) {
        return;
      }
      if (oldestFirst.size() == capacity) {
        expiries.remove(oldestFirst.remove());
      }
      oldestFirst.add(entry);
      expiries.put(entry, nanoTime.getAsLong() + lifetimeNanos);
    }
  }

  private void dropExpired() {
    long now = nanoTime.getAsLong();
    for (var oldest = oldestFirst.peek(); oldest != null; oldest = oldestFirst.peek()) {
      if (expiries.getOrDefault(oldest, now) - now > 0) {
        return;
      }
      expiries.remove(oldestFirst.remove());
    }
  }

  /** All entries live equally long, so the first one in is the first one out. */
  private ByteBuffer entry(String stored, byte[] password) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(stored.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return ByteBuffer.wrap(mac.doFinal(password));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
    }
  }

  @Override
  public String toString() {
    return "ProvenPasswords";
  }
}
