package org.culverhouse.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.culverhouse.cli.Accounts;
import org.culverhouse.cli.ExitCode;
import org.culverhouse.cli.Failure;
import org.culverhouse.mailbox.StoreId;
import org.culverhouse.runtime.Setting;
import org.culverhouse.runtime.Settings;
import org.jspecify.annotations.Nullable;

/** Reads the database of users that the configuration names, without a server. */
final class StoredAccounts implements Accounts {
  /** H2 then neither makes a database nor writes to one. */
  private static final String ONLY_READ = ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE";

  private final Map<String, String> environment;

  StoredAccounts(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Map<String, StoreId> stores(Path dataFolder, @Nullable Path config) {
    var settings = settings(dataFolder, config);
    var url = settings.databaseUrl();
    var stores = new TreeMap<String, StoreId>();
    try (var connection =
            DriverManager.getConnection(
                url.startsWith("jdbc:h2:file:") ? url + ONLY_READ : url,
                settings.text(Setting.DB_USER),
                settings.text(Setting.DB_PASSWORD));
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select address, store_id from account")) {
      while (rows.next()) {
        stores.put(rows.getString(1), new StoreId(rows.getLong(2)));
      }
      return stores;
    } catch (SQLException e) {
      throw new Failure(
          ExitCode.UNAVAILABLE,
          "cannot read the database of users "
              + url.replaceAll("[?;].*", "")
              + ": "
              + e.getMessage());
    }
  }

  private Settings settings(Path dataFolder, @Nullable Path config) {
    var layers = new Configuration();
    var standard = dataFolder.resolve(Configuration.FILE_NAME);
    if (config != null) {
      layers.file(config);
    } else if (Files.exists(standard)) {
      layers.file(standard);
    }
    return layers
        .environment(environment)
        .options(Map.of(Setting.DATA_FOLDER.key(), dataFolder.toString()))
        .settings();
  }
}
