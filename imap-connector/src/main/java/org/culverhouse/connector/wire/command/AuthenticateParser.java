package org.culverhouse.connector.wire.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.culverhouse.api.SyntaxException;
import org.culverhouse.api.command.Authenticate;
import org.culverhouse.connector.wire.command.Octets.Kind;

/**
 * AUTHENTICATE (RFC 9051 section 9):
 *
 * <pre>
 * authenticate = "AUTHENTICATE" SP auth-type [SP initial-resp] *(CRLF base64)
 * initial-resp = (base64 / "=")
 * </pre>
 */
final class AuthenticateParser {
  private AuthenticateParser() {}

  static Authenticate parse(String tag, Lexer in) {
    in.sp();
    var mechanism = in.atom("a mechanism").toUpperCase(Locale.ROOT);
    in.hideTokens();
    if (!in.take(' ') || in.atEnd()) {
      return new Authenticate(tag, mechanism, Optional.empty());
    }
    int from = in.position();
    var base64 = in.octets(Kind.ATOM, "an initial response");
    try {
      in.end();
      if (base64.length == 1 && base64[0] == '=') {
        return new Authenticate(tag, mechanism, Optional.of(new byte[0]));
      }
      return new Authenticate(tag, mechanism, Optional.of(SaslOctets.decode(base64)));
    } catch (SyntaxException notBase64) {
      throw in.bad("The initial response is not base64", from);
    } finally {
      Arrays.fill(base64, (byte) 0);
    }
  }
}
