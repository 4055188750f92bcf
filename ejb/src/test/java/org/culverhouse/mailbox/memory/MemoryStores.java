package org.culverhouse.mailbox.memory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.MailStores;
import org.culverhouse.mailbox.Room;
import org.culverhouse.mailbox.StoreId;

/** Stores in memory. Thread-safe. */
public final class MemoryStores implements MailStores {
  private final Map<StoreId, MemoryMailStore> stores = new HashMap<>();
  private final List<Runnable> roomListeners = new ArrayList<>();
  private Room room = Room.SOME;

  @Override
  public synchronized MailStore open(StoreId id) {
    return MemoryHandle.of(stores.computeIfAbsent(id, MemoryMailStore::new));
  }

  @Override
  public synchronized void remove(StoreId id) {
    stores.remove(id);
  }

  @Override
  public synchronized Room room() {
    return room;
  }

  @Override
  public synchronized void whenRoomChanges(Runnable listener) {
    roomListeners.add(listener);
  }

  /** As if the disk were full, or not any more. */
  public synchronized void setRoom(Room now) {
    room = now;
    roomListeners.forEach(Runnable::run);
  }
}
