package org.culverhouse.store;

import java.util.function.Consumer;
import org.culverhouse.mailbox.MailStore;

/**
 * Something that is done to a store, and to the model of it.
 *
 * @param isSynced whether it is on disk when it has been answered, at the usual durability
 */
record StoreOperation(
    String what, boolean isSynced, Consumer<MailStore> onStore, Consumer<StoreModel> onModel) {
  @Override
  public String toString() {
    return what;
  }
}
