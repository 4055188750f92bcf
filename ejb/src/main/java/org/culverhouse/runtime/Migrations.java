package org.culverhouse.runtime;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the database of accounts to the form that this version needs. */
public final class Migrations {
  private Migrations() {}

  /**
   * Waits while another server does the same.
   *
   * @throws org.flywaydb.core.api.FlywayException when the database is not reachable or of a newer
   *     version
   */
  public static void migrate(DataSource database) {
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(database)
        .locations("classpath:db/migration")
        .cleanDisabled(true)
        .validateMigrationNaming(true)
        .load()
        .migrate();
  }
}
