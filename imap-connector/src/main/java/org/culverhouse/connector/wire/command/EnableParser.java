package org.culverhouse.connector.wire.command;

import java.util.ArrayList;
import java.util.List;
import org.culverhouse.api.command.Enable;

/** ENABLE (RFC 9051 section 9): {@code enable = "ENABLE" 1*(SP capability)}. */
final class EnableParser {
  private EnableParser() {}

  static Enable parse(String tag, Lexer in) {
    var capabilities = new ArrayList<String>();
    in.sp();
    do {
      capabilities.add(in.atom("a capability"));
      in.checkCount(capabilities.size());
    } while (in.take(' ') && !in.atEnd());
    return new Enable(tag, List.copyOf(capabilities));
  }
}
