package org.culverhouse.connector.wire.command;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import org.culverhouse.api.model.Extension;
import org.culverhouse.api.response.ResponseCode.BadCharset;

/**
 * The charset of the texts in SEARCH (RFC 9051 section 6.4.4): {@code charset = atom / quoted}.
 * Without one it is UTF-8, of which US-ASCII is a part; a client that has switched on UTF8=ACCEPT
 * must not name one (RFC 6855 section 3).
 */
final class SearchCharset {
  /** What is told to a client that names another; every charset of the platform is understood. */
  private static final List<String> KNOWN =
      List.of("UTF-8", "US-ASCII", "ISO-8859-1", "ISO-8859-15", "WINDOWS-1252");

  private SearchCharset() {}

  static Charset read(Lexer in) {
    if (!in.takeWord("CHARSET")) {
      return StandardCharsets.UTF_8;
    }
    if (in.has(Extension.UTF8_ACCEPT)) {
      throw Rejection.bad("CHARSET contradicts UTF8=ACCEPT, which has been enabled");
    }
    in.sp();
    int from = in.position();
    var name = in.text("a charset");
    var charset = named(in, name, from);
    in.sp();
    return charset;
  }

  private static Charset named(Lexer in, String name, int from) {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      throw Rejection.no(new BadCharset(KNOWN), "Unknown charset " + in.token(from));
    }
  }
}
