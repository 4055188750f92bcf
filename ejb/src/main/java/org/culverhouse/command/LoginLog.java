package org.culverhouse.command;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.culverhouse.account.Address;
import org.culverhouse.api.ImapSession;

/**
 * Tells the log who has come, who was refused and who has gone: a line each, {@code key=value}, in
 * the categories {@code culverhouse.auth} and {@code culverhouse.session}. What a client has
 * written stands there only where it has the form of an address: a password typed into the wrong
 * field has not.
 */
final class LoginLog {
  private static final Logger AUTH = System.getLogger("culverhouse.auth");
  private static final Logger SESSION = System.getLogger("culverhouse.session");
  private static final int MAX_CLIENT = 64;

  private LoginLog() {}

  static void loggedIn(ImapSession session, String mechanism, String user) {
    AUTH.log(Level.INFO, () -> "login ok" + who(session, mechanism, user));
  }

  static void refused(ImapSession session, String mechanism, String user) {
    AUTH.log(Level.INFO, () -> "login failed" + who(session, mechanism, address(user)));
  }

  private static String who(ImapSession session, String mechanism, String user) {
    return " user=%s address=%s mechanism=%s tls=%s session=%s"
        .formatted(user, remote(session), mechanism, tls(session), session.id());
  }

  /**
   * @param client what the client has said of itself, empty if nothing
   */
  static void ended(ImapSession session, String user, String client, Instant now) {
    SESSION.log(
        Level.INFO,
        () ->
            "session end user=%s address=%s session=%s seconds=%d commands=%d in=%d out=%d client=%s"
                .formatted(
                    user,
                    remote(session),
                    session.id(),
                    Duration.between(session.openedAt(), now).toSeconds(),
                    session.commands(),
                    session.bytesIn(),
                    session.bytesOut(),
                    client.isEmpty() ? "-" : '"' + client + '"'));
  }

  private static String remote(ImapSession session) {
    return session.remoteAddress().getAddress().getHostAddress();
  }

  private static String tls(ImapSession session) {
    return session.tls().map(agreed -> '"' + agreed + '"').orElse("-");
  }

  private static String address(String user) {
    try {
      return Address.parse(user).toString();
    } catch (IllegalArgumentException e) {
      return "-";
    }
  }

  /** Name and version of a program (RFC 2971), of letters, digits and a little punctuation. */
  static String client(Map<String, String> fields) {
    var text = new StringBuilder();
    (field(fields, "name") + " " + field(fields, "version"))
        .strip()
        .codePoints()
        .limit(MAX_CLIENT)
        .map(c -> Character.isLetterOrDigit(c) || " .-_/+()".indexOf(c) >= 0 ? c : '?')
        .forEach(text::appendCodePoint);
    return text.toString();
  }

  private static String field(Map<String, String> fields, String name) {
    return fields.entrySet().stream()
        .filter(field -> field.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }
}
