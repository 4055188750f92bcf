package org.culverhouse.store;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.culverhouse.mailbox.StoreId;

/**
 * What the MIME scanner found in the messages of one store, by the place of their bodies. All of it
 * is derived: whatever is not here is made again from the body. Thread-safe.
 */
final class Structures {
  private final StoreId store;
  private final StructureCache cache;

  Structures(StoreId store, StructureCache cache) {
    this.store = store;
    this.cache = cache;
  }

  /** The record of the body that lies there, if it is the one with that identity. */
  Optional<ByteBuffer> get(long pointer, Guid guid) {
    return cache.get(store, pointer);
  }

  /** Never fails: a record that cannot be kept is made again when it is needed. */
  void put(long pointer, Guid guid, ByteBuffer structure) {
    cache.put(store, pointer, structure);
  }

  /** The segment of the log is gone, and with it all bodies in it. */
  void forgetSegment(long segment) {}

  void close() {
    cache.forget(store);
  }
}
