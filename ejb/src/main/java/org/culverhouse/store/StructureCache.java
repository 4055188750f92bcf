package org.culverhouse.store;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.culverhouse.mailbox.StoreId;

/**
 * What the MIME scanner found in the messages that were used last, up to so many octets; without
 * it, the message is scanned again. Thread-safe.
 */
final class StructureCache {
  private static final int OVERHEAD = 128;

  private final long bound;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, ByteBuffer> structures = new LinkedHashMap<>(16, 0.75f, true);
  private long octets;

  StructureCache(long bound) {
    this.bound = bound;
  }

  private record Key(StoreId store, long pointer) {}

  Optional<ByteBuffer> get(StoreId store, long pointer) {
    lock.lock();
    try {
      return Optional.ofNullable(structures.get(new Key(store, pointer)))
          .map(ByteBuffer::duplicate);
    } finally {
      lock.unlock();
    }
  }

  void put(StoreId store, long pointer, ByteBuffer structure) {
    lock.lock();
    try {
      var before = structures.put(new Key(store, pointer), structure);
      octets += size(structure) - (before == null ? 0 : size(before));
      var eldest = structures.values().iterator();
      while (octets > bound && eldest.hasNext()) {
        octets -= size(eldest.next());
        eldest.remove();
      }
    } finally {
      lock.unlock();
    }
  }

  void forget(StoreId store) {
    lock.lock();
    try {
      structures
          .entrySet()
          .removeIf(
              entry -> {
                boolean isOfStore = entry.getKey().store.equals(store);
                octets -= isOfStore ? size(entry.getValue()) : 0;
                return isOfStore;
              });
    } finally {
      lock.unlock();
    }
  }

  private static long size(ByteBuffer structure) {
    return OVERHEAD + (long) structure.capacity();
  }
}
