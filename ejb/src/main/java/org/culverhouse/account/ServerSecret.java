package org.culverhouse.account;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Optional;
import javax.sql.DataSource;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A random secret that all servers of one database share; made by the first one that asks, and read
 * when it is first needed. Thread-safe.
 */
public final class ServerSecret {
  private static final int LENGTH = 32;

  private final DataSource database;
  private final String name;
  private final SecureRandom random;
  private volatile byte @Nullable [] known;

  public ServerSecret(DataSource database, String name, SecureRandom random) {
    this.database = database;
    this.name = name;
    this.random = random;
  }

  /**
   * The octets, which must not be changed.
   *
   * @throws MailException UNAVAILABLE when they cannot be read now
   */
  byte[] octets() {
    var secret = known;
    if (secret == null) {
      secret = load();
      known = secret;
    }
    return secret;
  }

  private byte[] load() {
    try (var connection = database.getConnection()) {
      var stored = read(connection, name);
      if (stored.isEmpty()) {
        insert(connection, name, random);
        stored = read(connection, name);
      }
      return Base64.getDecoder().decode(stored.orElseThrow());
    } catch (SQLException e) {
      throw new MailException(Reason.UNAVAILABLE, "Accounts cannot be read now", e);
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
