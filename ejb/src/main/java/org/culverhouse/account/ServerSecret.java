package org.culverhouse.account;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Optional;
import javax.sql.DataSource;

/** A random secret that all servers of one database share; made by the first one that asks. */
public final class ServerSecret {
  private static final int LENGTH = 32;

  private ServerSecret() {}

  public static byte[] of(DataSource database, String name, SecureRandom random)
      throws SQLException {
    try (var connection = database.getConnection()) {
      var known = read(connection, name);
      if (known.isEmpty()) {
        insert(connection, name, random);
        known = read(connection, name);
      }
      return Base64.getDecoder().decode(known.orElseThrow());
    }
  }

  private static Optional<String> read(Connection connection, String name) throws SQLException {
    try (var query = connection.prepareStatement("select secret from server_secret where name=?")) {
      query.setString(1, name);
      try (var row = query.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  /** Of several that insert at once, one wins. */
  private static void insert(Connection connection, String name, SecureRandom random)
      throws SQLException {
    var secret = new byte[LENGTH];
    random.nextBytes(secret);
    try (var insert =
        connection.prepareStatement("insert into server_secret (name, secret) values (?, ?)")) {
      insert.setString(1, name);
      insert.setString(2, Base64.getEncoder().encodeToString(secret));
      insert.executeUpdate();
    } catch (SQLException e) {
      if (read(connection, name).isEmpty()) {
        throw e;
      }
    }
  }
}
