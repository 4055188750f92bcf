package org.culverhouse.admin;

import java.lang.System.Logger.Level;
import java.util.Optional;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailStores;
import org.culverhouse.mailbox.StoreId;

/** The stores behind users, as far as an administrator deals with them. Thread-safe. */
public final class UserStores {
  private static final System.Logger LOG = System.getLogger(UserStores.class.getName());

  private final MailStores stores;

  public UserStores(MailStores stores) {
    this.stores = stores;
  }

  /** Makes the store with its INBOX, so that a disk that refuses shows at once. */
  void make(StoreId id, Quota quota) {
    try (var store = stores.open(id)) {
      store.limit(quota.limits());
    }
  }

  /**
   * The login of the user brings the limit too, so a store that cannot be opened now is no loss.
   */
  void limit(StoreId id, Quota quota) {
    try (var store = stores.open(id)) {
      store.limit(quota.limits());
    } catch (MailException e) {
      LOG.log(Level.WARNING, "The quota of store " + id + " waits for the next login", e);
    }
  }

  Optional<Used> used(StoreId id) {
    try (var store = stores.open(id)) {
      var usage = store.usage();
      return Optional.of(new Used(usage.octets(), usage.messages()));
    } catch (MailException e) {
      LOG.log(Level.WARNING, "The usage of store " + id + " cannot be read", e);
      return Optional.empty();
    }
  }

  /** Whether it is gone; if not, the next start tries again. */
  boolean remove(StoreId id) {
    try {
      stores.remove(id);
      return true;
    } catch (MailException e) {
      LOG.log(Level.WARNING, "Store " + id + " is to be removed at the next start", e);
      return false;
    }
  }
}
