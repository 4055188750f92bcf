package org.culverhouse.account;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.culverhouse.runtime.Migrations;
import org.h2.jdbcx.JdbcDataSource;

/** The directory without a container: Flyway and EclipseLink on a database of its own. */
public final class TestDirectory implements DirectoryAccess, AutoCloseable {
  private final DataSource database;
  private final EntityManagerFactory factory;

  private TestDirectory(DataSource database) {
    this.database = database;
    Migrations.migrate(database);
    factory =
        Persistence.createEntityManagerFactory(
            "culverhouse",
            Map.of(
                "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                "jakarta.persistence.jtaDataSource", "",
                "jakarta.persistence.nonJtaDataSource", database,
                "eclipselink.logging.level", "OFF"));
  }

  public static TestDirectory inMemory() {
    var database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    database.setUser("sa");
    return new TestDirectory(database);
  }

  public static TestDirectory on(DataSource database) {
    return new TestDirectory(database);
  }

  public DataSource database() {
    return database;
  }

  @Override
  public <T> T inTransaction(Function<Directory, T> work) {
    try (var entities = factory.createEntityManager()) {
      var transaction = entities.getTransaction();
      transaction.begin();
      try {
        var result = work.apply(new Directory(entities));
        transaction.commit();
        return result;
      } finally {
        if (transaction.isActive()) {
          transaction.rollback();
        }
      }
    }
  }

  /** From now on everything fails, as when the database is gone. */
  public void breakDown() {
    try (var entities = factory.createEntityManager()) {
      entities.getTransaction().begin();
      entities.createNativeQuery("drop all objects").executeUpdate();
      entities.getTransaction().commit();
    }
  }

  @Override
  public void close() {
    factory.close();
  }
}
