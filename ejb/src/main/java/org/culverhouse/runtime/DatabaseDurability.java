package org.culverhouse.runtime;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Puts what has been committed on disk. H2 does not do that by itself: a power cut would take the
 * users whose mail it leaves.
 */
@ApplicationScoped
class DatabaseDurability {
  @Resource(lookup = "java:app/jdbc/culverhouse")
  private DataSource database;

  @Inject private Settings settings;

  /** Of no effect on a database that syncs each commit. */
  void sync() {
    if (!settings.databaseUrl().startsWith("jdbc:h2:")) {
      return;
    }
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("checkpoint sync");
    } catch (SQLException e) {
      throw new PersistenceException("What has been changed may not be on disk", e);
    }
  }
}
