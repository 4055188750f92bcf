package org.culverhouse.mailbox;

/** All account stores of this server. Thread-safe. */
public interface MailStores {
  /**
   * Opens the store, or makes it with an empty INBOX at the first time. Each handle is closed by
   * who opened it.
   */
  MailStore open(StoreId id);

  /**
   * Removes a store and everything in it; its sessions get {@link Reason#UNAVAILABLE} from then on.
   */
  void remove(StoreId id);

  /** As far as the stores have found out. */
  Room room();

  /** Runs after each change of {@link #room}, on any thread. */
  void whenRoomChanges(Runnable listener);
}
