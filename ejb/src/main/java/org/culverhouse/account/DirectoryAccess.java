package org.culverhouse.account;

import java.util.function.Function;

/** The way to the {@link Directory}. Thread-safe. */
public interface DirectoryAccess {
  /**
   * Does work in one transaction: what it wrote is kept when it returns, and nothing of it when it
   * throws. Its exceptions come out as they are; the entities are of no use afterwards.
   *
   * @throws jakarta.persistence.PersistenceException when the database refuses
   */
  <T> T inTransaction(Function<Directory, T> work);
}
