package org.culverhouse.runtime;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import javax.sql.DataSource;
import org.culverhouse.account.DirectoryAccess;
import org.culverhouse.admin.Domains;
import org.culverhouse.admin.Tokens;
import org.culverhouse.admin.Users;
import org.culverhouse.mailbox.MailStores;

/**
 * The order in which the application starts: the database is brought up to date, then what an
 * earlier run left undone is done, and only then clients are served.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
@DataSourceDefinition(
    name = "java:app/jdbc/culverhouse",
    className = "${MPCONFIG=db.class:org.h2.jdbcx.JdbcDataSource}",
    url = "${MPCONFIG=db.url:jdbc:h2:file:./culverhouse-data/db/culverhouse;WRITE_DELAY=0}",
    user = "${MPCONFIG=db.user:sa}",
    password = "${MPCONFIG=db.password:}",
    initialPoolSize = 1,
    minPoolSize = 1,
    maxPoolSize = 32)
public class StartUp {
  @Resource(lookup = "java:app/jdbc/culverhouse")
  private DataSource database;

  @Inject private DatabaseDurability durability;
  @Inject private Settings settings;
  @Inject private DirectoryAccess directory;
  @Inject private MailStores stores;
  @Inject private Tokens tokens;
  @Inject private Domains domains;
  @Inject private Users users;
  @Inject private Started started;

  @PostConstruct
  void start() {
    migrate();
    users.finishRemovals();
    new TokenFile(settings.dataFolder()).keep(tokens);
    if (settings.isOn(Setting.DEMO)) {
      new DemoData(directory, domains, users, stores).makeOnce(Instant.now());
    }
    started.complete();
  }

  /** Afterwards the database is on disk, with the names of its files: they stay the same. */
  private void migrate() {
    try {
      Folders.make(settings.dataFolder());
      var folder = Folders.make(settings.dataFolder().resolve("db"));
      Migrations.migrate(database);
      durability.sync();
      Folders.sync(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("The folder of the database cannot be made", e);
    }
  }

  @PreDestroy
  void stop() {
    started.over();
  }
}
