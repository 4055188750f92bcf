package org.culverhouse.cli;

import java.nio.file.Path;
import java.util.Map;
import org.culverhouse.mailbox.StoreId;
import org.jspecify.annotations.Nullable;

/** Whose store is which, as the database of a server says that does not run. */
public interface Accounts {
  /**
   * The stores of all users, by address.
   *
   * @param config the configuration file; null for the one in the data folder, if there is one
   * @throws Failure when the database cannot be read
   */
  Map<String, StoreId> stores(Path dataFolder, @Nullable Path config);
}
