package org.culverhouse.runtime;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.culverhouse.runtime.SettingType.Choice;
import org.culverhouse.runtime.SettingType.Fields;
import org.culverhouse.runtime.SettingType.Networks;
import org.culverhouse.runtime.SettingType.Size;
import org.culverhouse.runtime.SettingType.Span;
import org.culverhouse.runtime.SettingType.Text;
import org.culverhouse.runtime.SettingType.Whole;
import org.culverhouse.runtime.SettingType.WholeOrZero;
import org.culverhouse.runtime.SettingType.Words;

/**
 * Every key of the configuration. This table is the only one: the server reads it, {@code culver}
 * checks against it, the documented configuration file is written from it. Runs without a
 * container.
 */
public enum Setting {
  DATA_FOLDER(
      "data.folder",
      new Text("a folder"),
      "culverhouse-data",
      "Where mail, accounts, certificates and the administrator's token are kept."),
  IMAP_BIND(
      "imap.bind", new Text("an IP address"), "0.0.0.0", "The address on which IMAP listens."),
  IMAP_PORT(
      "imap.port",
      new Whole(0, 65535),
      "143",
      "The port of IMAP with STARTTLS; 0 takes a free one."),
  IMAPS_PORT(
      "imaps.port",
      new Whole(0, 65535),
      "993",
      "The port of IMAP that begins with TLS (RFC 8314); 0 takes a free one."),
  PROXY_NETWORKS(
      "imap.proxy.networks",
      new Networks(),
      "",
      "Networks of proxies that name the client by the PROXY protocol, version 1 or 2; their"
          + " connections must begin with it, on both ports."),
  LOGIN_PLAINTEXT(
      "imap.login.plaintext",
      Choice.of("never", "loopback", "always"),
      "never",
      "Whether passwords are taken without TLS: never, from this machine only, or always."),
  AUTH_MECHANISMS(
      "auth.mechanisms",
      Words.of("scram-sha-256", "scram-sha-1", "plain", "login"),
      "scram-sha-256,scram-sha-1,plain,login",
      "Which mechanisms AUTHENTICATE takes (SASL); plain and login only where passwords are taken"
          + " at all, and without both the command LOGIN is refused too. SCRAM is offered as soon as all passwords are stored for it; -PLUS, bound to"
          + " the connection, where TLS 1.3 gives what it needs."),
  MESSAGE_MAX_SIZE(
      "imap.message.max-size",
      new Size(1 << 20, 1L << 40),
      "64 MB",
      "The largest message that APPEND takes."),
  APPEND_CHECK(
      "imap.append.check",
      Choice.of("off", "warn", "reject"),
      "off",
      "What becomes of new mail that does not have the form of a message (RFC 5322): off does not"
          + " look, warn tells the client, reject refuses it."),
  COMMAND_MAX_MESSAGES(
      "imap.command.max-messages",
      new WholeOrZero(1_000, 1_000_000_000),
      "0",
      "How many messages one command may deal with, which clients are told (RFC 9738); 0 for any"
          + " number. Mail programs that do not know of it see only so many of"
          + " the newest messages."),
  LITERAL(
      "imap.literal",
      Choice.of("minus", "plus"),
      "minus",
      "How long a literal may be that a client sends without waiting (RFC 7888): LITERAL- up to"
          + " 4096 bytes, LITERAL+ any."),
  IDLE_TIMEOUT(
      "imap.idle.timeout",
      new Span(Duration.ofMinutes(30), Duration.ofDays(1)),
      "PT30M",
      "After how long a silent session is closed; RFC 9051 asks for 30 minutes at least."),
  USER_CONNECTIONS(
      "limits.user.connections",
      new Whole(1, 100_000),
      "50",
      "How many IMAP connections a user may have at once, unless the user has a limit of their own."),
  USER_CONNECTIONS_PER_ADDRESS(
      "limits.user.connections-per-address",
      new Whole(1, 100_000),
      "20",
      "How many of them may come from one IPv4 address, or one IPv6 /64."),
  NETWORK_CONNECTIONS(
      "limits.network.connections",
      new Whole(1, 1_000_000),
      "1000",
      "How many IMAP connections may come from one IPv4 address, or one IPv6 /64."),
  NETWORK_UNAUTHENTICATED(
      "limits.network.unauthenticated",
      new Whole(1, 1_000_000),
      "100",
      "How many of them may be waiting for a login; for one more the oldest has to go."),
  NETWORK_ACCEPT_RATE(
      "limits.network.accept-rate",
      new Whole(1, 1_000_000),
      "200",
      "How many new IMAP connections a second may come from one IPv4 address, or one IPv6 /64."),
  TRUSTED_NETWORKS(
      "limits.trusted-networks",
      new Networks(),
      "",
      "Networks that are free from limits by network or address and from penalties for failed"
          + " logins, such as those of a webmail server."),
  TOTAL_CONNECTIONS(
      "limits.connections.total",
      new Whole(1, 1_000_000),
      "10000",
      "How many IMAP connections the server takes at once."),
  UNAUTHENTICATED_CONNECTIONS(
      "limits.connections.unauthenticated",
      new Whole(1, 1_000_000),
      "1000",
      "How many of them may be waiting for a login; for one more the oldest has to go."),
  TLS_CERTIFICATE(
      "tls.certificate",
      new Text("a file"),
      "",
      "The certificate chain as PEM. Without it the server makes a certificate of its own."),
  TLS_KEY("tls.key", new Text("a file"), "", "The private key of tls.certificate as PEM."),
  TLS_PROVIDER(
      "tls.provider",
      Choice.of("auto", "openssl", "jdk"),
      "auto",
      "Which TLS engine is used; auto takes BoringSSL where it runs and the JDK elsewhere."),
  STORE_DURABILITY(
      "store.durability",
      Choice.of("optimized", "always", "never"),
      "optimized",
      "When mail is forced to the disk: optimized shares one sync between commands that arrive"
          + " together, always syncs for each, never leaves it to the system and may lose mail."),
  CACHE_HEADERS(
      "cache.headers",
      new Fields(),
      "",
      "Fields of messages that come from now on which are kept ready for FETCH and SEARCH, beside"
          + " the usual ones such as From, Subject and References."),
  STORE_COMPACTION_RATE(
      "store.compaction.rate",
      new Size(0, 1L << 40),
      "20 MB",
      "How much mail a second is copied at most to give back the space of what has been expunged;"
          + " 0 for as much as the disk takes."),
  STORE_BALLAST(
      "store.ballast",
      new Size(0, 1L << 40),
      "64 MiB",
      "How much room is kept in the folder of the mail, so that space can be given back on a full"
          + " disk; 0 for none."),
  HTTP_BIND(
      "http.bind",
      new Text("an IP address"),
      "127.0.0.1",
      "The address on which the REST API and the console listen."),
  HTTP_PORT(
      "http.port",
      new Whole(0, 65535),
      "8080",
      "The port of the REST API and the console; 0 takes a free one."),
  DB_URL(
      "db.url",
      new Text("a JDBC URL"),
      "",
      "The database of users and domains; empty is an H2 file in the data folder. PostgreSQL:"
          + " jdbc:postgresql://host/name."),
  DB_USER("db.user", new Text("a name"), "sa", "Who signs in to the database."),
  DB_PASSWORD("db.password", new Text("a secret"), "", "The password of db.user."),
  DB_CLASS(
      "db.class",
      Choice.of("org.h2.jdbcx.JdbcDataSource", "org.postgresql.ds.PGSimpleDataSource"),
      "org.h2.jdbcx.JdbcDataSource",
      "The data source that fits db.url."),
  DEMO(
      "demo",
      Choice.of("true", "false"),
      "false",
      "Makes the domain example.org with sample mail at the first start, as long as there is no"
          + " domain yet.");

  private final String key;
  private final SettingType type;
  private final String standard;
  private final String description;

  Setting(String key, SettingType type, String standard, String description) {
    this.key = key;
    this.type = type;
    this.standard = standard;
    this.description = description;
  }

  public static Optional<Setting> of(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findAny();
  }

  public String key() {
    return key;
  }

  /** What holds when nobody says anything, as it would be written in the file. */
  public String standard() {
    return standard;
  }

  public String description() {
    return description;
  }

  /** What may be written, in a few words. */
  public String form() {
    return type.description();
  }

  /** Whether the value must not be shown. */
  public boolean isSecret() {
    return this == DB_PASSWORD;
  }

  /**
   * The one form of a value: sizes in bytes, words in lower case; an empty one stays empty.
   *
   * @throws IllegalArgumentException with a text that names the key
   */
  public String canonical(String text) {
    var stripped = text.strip();
    if (stripped.isEmpty()) {
      if (standard.isEmpty()) {
        return "";
      }
      throw new IllegalArgumentException(key + " is empty: it must be " + form());
    }
    try {
      return type.canonical(stripped);
    } catch (IllegalArgumentException e) {
      var shown = isSecret() ? "" : " = " + stripped;
      throw new IllegalArgumentException(key + shown + ": " + e.getMessage(), e);
    }
  }
}
