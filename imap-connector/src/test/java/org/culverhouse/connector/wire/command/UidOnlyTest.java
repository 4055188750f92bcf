package org.culverhouse.connector.wire.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.culverhouse.api.command.CommandKind;
import org.culverhouse.api.model.Extension;
import org.culverhouse.api.model.SessionState;
import org.culverhouse.api.response.Response.Condition;
import org.culverhouse.api.response.Response.Tagged;
import org.culverhouse.api.response.ResponseCode.Plain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9586 section 3: message numbers are refused, also before a literal is asked for. */
class UidOnlyTest {
  private static Parsed parse(String line) {
    var text = new CommandText();
    var octets = line.getBytes(StandardCharsets.US_ASCII);
    text.append(ByteBuffer.wrap(octets), octets.length);
    text.endLine();
    return CommandParsers.parse(
        text, Parsing.LIMITS, SessionState.SELECTED, Set.of(Extension.UIDONLY, Extension.QRESYNC));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FETCH 1 FLAGS",
        "STORE 1 +FLAGS x",
        "SEARCH ALL",
        "COPY 1 x",
        "MOVE 1 x",
        "REPLACE 1 x {5}",
        "UID SEARCH 1:5",
        "UID SEARCH NOT (SEEN 1)",
        "UID SEARCH $",
        "SELECT x (QRESYNC (1 5 1:9 (1:3 4:6)))",
        "SELECT x (QRESYNC (1 5 (1:3 4:6)))",
      })
  void numbersAreRefused(String command) {
    assertThat(parse("a " + command)).isInstanceOf(Parsed.Refused.class);
    var answer = (Tagged) ((Parsed.Refused) parse("a " + command)).answer();
    assertThat(answer.condition()).isEqualTo(Condition.BAD);
    assertThat(answer.code()).contains(Plain.UIDREQUIRED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UID FETCH * FLAGS",
        "UID STORE 1 +FLAGS x",
        "UID SEARCH UID 1:*",
        "UID SEARCH UID $",
        "UID COPY $ x",
        "UID MOVE 1 x",
        "UID EXPUNGE 1",
        "EXPUNGE",
        "SELECT x (QRESYNC (1 5 1:9))",
      })
  void uidsAreNot(String command) {
    assertThat(parse("a " + command)).isInstanceOf(Parsed.Complete.class);
  }

  /** Whatever comes later must have been thought of. */
  @Test
  void everyCommandThatUsesNumbersHasAFormWithUids() {
    for (var kind : CommandKind.values()) {
      if (kind.has(CommandKind.Effect.USES_NUMBERS)) {
        assertThat(CommandKind.named("UID " + kind.wireName())).as(kind.wireName()).isPresent();
      }
    }
  }
}
