package org.culverhouse.mailbox.memory;

import java.util.HashMap;
import java.util.Map;
import org.culverhouse.mailbox.MailStores;
import org.culverhouse.mailbox.StoreId;

/** Stores in memory. Thread-safe. */
public final class MemoryStores implements MailStores {
  private final Map<StoreId, MemoryMailStore> stores = new HashMap<>();

  @Override
  public synchronized MemoryMailStore open(StoreId id) {
    return stores.computeIfAbsent(id, MemoryMailStore::new);
  }

  @Override
  public synchronized void remove(StoreId id) {
    stores.remove(id);
  }
}
