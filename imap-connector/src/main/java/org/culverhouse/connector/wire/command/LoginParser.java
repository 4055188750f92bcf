package org.culverhouse.connector.wire.command;

import java.util.Arrays;
import org.culverhouse.api.command.Login;

/**
 * LOGIN (RFC 9051 section 9): {@code login = "LOGIN" SP userid SP password}, both {@code astring}.
 */
final class LoginParser {
  private LoginParser() {}

  static Login parse(String tag, Lexer in) {
    in.hideTokens();
    in.sp();
    int from = in.position();
    var user = in.text("a user name");
    if (user.chars().anyMatch(Character::isISOControl)) {
      throw in.bad("A control character in the user name", from);
    }
    in.sp();
    var password = in.astring("a password");
    try {
      in.end();
    } catch (Rejection more) {
      Arrays.fill(password, (byte) 0);
      throw more;
    }
    return new Login(tag, user, password);
  }
}
