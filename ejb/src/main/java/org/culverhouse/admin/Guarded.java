package org.culverhouse.admin;

import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.culverhouse.account.Directory;
import org.culverhouse.account.DirectoryAccess;

/** The directory as the facade uses it: what the database says becomes a refusal. */
record Guarded(DirectoryAccess directory) {
  <T> T inTransaction(Function<Directory, T> work) {
    try {
      return directory.inTransaction(work);
    } catch (OptimisticLockException e) {
      throw AdminException.stale("It has been changed by somebody else meanwhile");
    } catch (PersistenceException e) {
      if (e.getCause() instanceof OptimisticLockException) {
        throw AdminException.stale("It has been changed by somebody else meanwhile");
      }
      throw AdminException.unavailable("The database of accounts refuses", e);
    }
  }

  /**
   * Does work that adds something unique.
   *
   * @param look refuses when it is there already
   */
  <T> T adding(Consumer<Directory> look, Function<Directory, T> work) {
    try {
      return inTransaction(
          entries -> {
            look.accept(entries);
            return work.apply(entries);
          });
    } catch (AdminException e) {
      if (e.kind() == AdminException.Kind.UNAVAILABLE) {
        // Somebody else may have added it between our look and our insert.
        inTransaction(
            entries -> {
              look.accept(entries);
              return entries;
            });
      }
      throw e;
    }
  }
}
