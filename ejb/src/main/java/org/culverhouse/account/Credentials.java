package org.culverhouse.account;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.QuotaLimits;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.StoreId;

/**
 * What a login needs to know of a user, with one statement and without JPA: mail programs log in
 * all the time, and to build an entity costs several times as much as to read its row. Thread-safe.
 */
final class Credentials {
  private static final String QUERY =
      "select id, address, store_id, enabled, password_hash, quota_octets, quota_messages,"
          + " max_connections from account where address = ?";

  private final DataSource database;
  private final int defaultConnections;

  /** One user's; whose password nobody knows has {@link Passwords#NOBODY}. */
  record Credential(String hash, boolean enabled, Account account) {}

  Credentials(DataSource database, int defaultConnections) {
    this.database = database;
    this.defaultConnections = defaultConnections;
  }

  Optional<Credential> of(Address address) {
    try (var connection = database.getConnection();
        var query = connection.prepareStatement(QUERY)) {
      query.setString(1, address.toString());
      return read(query);
    } catch (SQLException e) {
      throw new MailException(Reason.UNAVAILABLE, "Accounts cannot be read now", e);
    }
  }

  private Optional<Credential> read(PreparedStatement query) throws SQLException {
    try (var row = query.executeQuery()) {
      return row.next() ? Optional.of(credential(row)) : Optional.empty();
    }
  }

  private Credential credential(ResultSet row) throws SQLException {
    var quota =
        new QuotaLimits(
            or(row, "quota_octets", QuotaLimits.UNLIMITED),
            or(row, "quota_messages", QuotaLimits.UNLIMITED));
    var account =
        new Account(
            row.getLong("id"),
            row.getString("address"),
            new StoreId(row.getLong("store_id")),
            quota,
            (int) or(row, "max_connections", defaultConnections));
    var hash = Optional.ofNullable(row.getString("password_hash"));
    return new Credential(hash.orElse(Passwords.NOBODY), row.getBoolean("enabled"), account);
  }

  private static long or(ResultSet row, String column, long otherwise) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? otherwise : value;
  }
}
