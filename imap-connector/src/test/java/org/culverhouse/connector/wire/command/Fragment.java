package org.culverhouse.connector.wire.command;

import java.nio.ByteBuffer;
import java.util.Set;

/** A part of a command, to be read by one parser alone. */
final class Fragment {
  private static final CommandLimits LIMITS =
      new CommandLimits(65536, 131072, 1048576, 100, 1000, 1L << 30, 4096, 64, 200, 200);

  private Fragment() {}

  static Lexer of(byte[] octets) {
    var text = new CommandText();
    text.append(ByteBuffer.wrap(octets), octets.length);
    text.endLine();
    return new Lexer(text, LIMITS, Set.of());
  }
}
