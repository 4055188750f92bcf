package org.culverhouse.runtime;

import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.util.function.Function;
import org.culverhouse.account.Directory;
import org.culverhouse.account.DirectoryAccess;
import org.culverhouse.runtime.DatabaseTransactions.Outcome;

/** The directory in the database of the container. */
@ApplicationScoped
class ContainerDirectory implements DirectoryAccess {
  @EJB private DatabaseTransactions transactions;

  @Inject private DatabaseDurability durability;

  @Override
  public <T> T inTransaction(Function<Directory, T> work) {
    return switch (outcome(work)) {
      case Outcome.Done<T> done -> {
        if (done.hasWritten()) {
          durability.sync();
        }
        yield done.value();
      }
      case Outcome.Failed<T> failed -> throw failed.reason();
    };
  }

  private <T> Outcome<T> outcome(Function<Directory, T> work) {
    try {
      return transactions.run(work);
    } catch (EJBException e) {
      // The commit itself failed, or the container gave no bean or no connection.
      throw e.getCause() instanceof PersistenceException refused
          ? refused
          : new PersistenceException("The transaction failed", e);
    }
  }
}
