package org.culverhouse.connector.wire.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.culverhouse.api.command.Command;
import org.culverhouse.api.model.SessionState;
import org.culverhouse.api.response.Response;

/** Parses commands of one line, with the tag {@code a}. */
final class Parsing {
  static final CommandLimits LIMITS =
      new CommandLimits(65536, 131072, 1048576, 256, 1000, 1L << 30, 4096, 64, 16384, 2000);

  private Parsing() {}

  static Command selected(String command) {
    return command(command, SessionState.SELECTED);
  }

  static Command authenticated(String command) {
    return command(command, SessionState.AUTHENTICATED);
  }

  static Command stranger(String command) {
    return command(command, SessionState.NOT_AUTHENTICATED);
  }

  private static Command command(String command, SessionState state) {
    var parsed = parse("a " + command, state);
    assertThat(parsed).as(command).isInstanceOf(Parsed.Complete.class);
    return ((Parsed.Complete) parsed).command();
  }

  /** The answer without its tag: {@code BAD ...}. */
  static String refusal(String command) {
    return refusal(command, SessionState.SELECTED);
  }

  static String refusal(String command, SessionState state) {
    var parsed = parse("a " + command, state);
    assertThat(parsed).as(command).isInstanceOf(Parsed.Refused.class);
    var answer = (Response.Tagged) ((Parsed.Refused) parsed).answer();
    assertThat(answer.tag()).isEqualTo("a");
    return answer.condition()
        + answer.code().map(code -> " [" + code + "]").orElse("")
        + " "
        + answer.text();
  }

  static Parsed parse(String line, SessionState state) {
    var text = new CommandText();
    var octets = line.getBytes(StandardCharsets.ISO_8859_1);
    text.append(ByteBuffer.wrap(octets), octets.length);
    text.endLine();
    return CommandParsers.parse(text, LIMITS, state, Set.of());
  }
}
