package org.culverhouse.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.culverhouse.mailbox.StoreId;

/**
 * A store whose account is gone, until its files are gone too: a crash between the two is made good
 * at the next start.
 */
@Entity
@Table(name = "removed_store")
public class RemovedStore {
  @Id
  @Column(name = "store_id")
  private long storeId;

  @Column(name = "removed")
  private long removedMillis;

  /** For JPA. */
  protected RemovedStore() {}

  RemovedStore(StoreId store, Instant removed) {
    this.storeId = store.value();
    this.removedMillis = removed.toEpochMilli();
  }

  StoreId store() {
    return new StoreId(storeId);
  }

  Instant removed() {
    return Instant.ofEpochMilli(removedMillis);
  }
}
