package org.culverhouse.account;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
      "select id, address, store_id, enabled, password_hash, scram_sha256, scram_sha1,"
          + " quota_octets, quota_messages, max_connections from account where address = ?";
  private static final String ADD_SCRAM =
      "update account set scram_sha256 = ?, scram_sha1 = ? where id = ? and password_hash = ?";
  private static final String WITHOUT_SCRAM =
      "select 1 from account where password_hash is not null"
          + " and (scram_sha256 is null or scram_sha1 is null) limit 1";

  private final DataSource database;
  private final int defaultConnections;

  /** One user's; whose password nobody knows has {@link Passwords#NOBODY}. */
  record Credential(
      String hash, Map<ScramHash, ScramKeys> scram, boolean enabled, Account account) {
    /** Never what is stored. */
    @Override
    public String toString() {
      return "Credential[" + account.address() + "]";
    }
  }

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

  /** Keeps the keys of a password that was stored without them, if it is still that one. */
  void addScram(Credential of, Map<ScramHash, ScramKeys> keys) {
    try (var connection = database.getConnection();
        var update = connection.prepareStatement(ADD_SCRAM)) {
      int column = 1;
      for (var hash : List.of(ScramHash.SHA_256, ScramHash.SHA_1)) {
        update.setString(column++, Objects.requireNonNull(keys.get(hash)).text());
      }
      update.setLong(3, of.account().id());
      update.setString(4, of.hash());
      update.executeUpdate();
    } catch (SQLException e) {
      throw new MailException(Reason.UNAVAILABLE, "Accounts cannot be written now", e);
    }
  }

  /** Whether somebody has a password, and nothing for SCRAM. */
  boolean lacksScram() {
    try (var connection = database.getConnection();
        var query = connection.prepareStatement(WITHOUT_SCRAM);
        var row = query.executeQuery()) {
      return row.next();
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
    return new Credential(
        hash.orElse(Passwords.NOBODY), scram(row), row.getBoolean("enabled"), account);
  }

  private static Map<ScramHash, ScramKeys> scram(ResultSet row) throws SQLException {
    var keys = new EnumMap<ScramHash, ScramKeys>(ScramHash.class);
    for (var hash : ScramHash.values()) {
      var stored = row.getString(hash.column());
      if (stored != null) {
        keys.put(hash, ScramKeys.parse(stored));
      }
    }
    return keys;
  }

  private static long or(ResultSet row, String column, long otherwise) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? otherwise : value;
  }
}
