package org.culverhouse.runtime;

import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.function.Function;
import org.culverhouse.account.Directory;

/**
 * Runs work in a transaction of the container. A bean, because only one gets a persistence context
 * wherever the call comes from.
 */
@Stateless
public class DatabaseTransactions {
  @PersistenceContext(unitName = "culverhouse")
  private EntityManager entities;

  @Resource private SessionContext context;

  /** A failure is handed back, since the container would wrap what is thrown. */
  public <T> Outcome<T> run(Function<Directory, T> work) {
    try {
      var directory = new Directory(entities);
      var value = work.apply(directory);
      entities.flush();
      return new Outcome.Done<>(value, directory.hasWritten());
    } catch (RuntimeException e) {
      context.setRollbackOnly();
      return new Outcome.Failed<>(e);
    }
  }

  /** What became of the work. */
  public sealed interface Outcome<T> {
    /** It will be committed when the call returns. */
    record Done<T>(T value, boolean hasWritten) implements Outcome<T> {}

    /** Nothing of it is kept. */
    record Failed<T>(RuntimeException reason) implements Outcome<T> {}
  }
}
