package org.culverhouse.connector.wire.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.culverhouse.api.model.SessionState.AUTHENTICATED;
import static org.culverhouse.api.model.SessionState.LOGOUT;
import static org.culverhouse.api.model.SessionState.NOT_AUTHENTICATED;
import static org.culverhouse.api.model.SessionState.SELECTED;

import java.util.List;
import java.util.Map;
import org.culverhouse.api.command.Capability;
import org.culverhouse.api.command.Check;
import org.culverhouse.api.command.Close;
import org.culverhouse.api.command.CommandKind;
import org.culverhouse.api.command.Compress;
import org.culverhouse.api.command.Enable;
import org.culverhouse.api.command.Expunge;
import org.culverhouse.api.command.Idle;
import org.culverhouse.api.command.Logout;
import org.culverhouse.api.command.Namespace;
import org.culverhouse.api.command.Noop;
import org.culverhouse.api.command.StartTls;
import org.culverhouse.api.command.Unauthenticate;
import org.culverhouse.api.command.Unselect;
import org.culverhouse.api.model.SessionState;
import org.culverhouse.api.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandParsersTest {
  private static final Map<CommandKind, String> ARGUMENTS =
      Map.ofEntries(
          Map.entry(CommandKind.ID, " NIL"),
          Map.entry(CommandKind.AUTHENTICATE, " PLAIN"),
          Map.entry(CommandKind.LOGIN, " u p"),
          Map.entry(CommandKind.ENABLE, " X"),
          Map.entry(CommandKind.SELECT, " m"),
          Map.entry(CommandKind.EXAMINE, " m"),
          Map.entry(CommandKind.CREATE, " m"),
          Map.entry(CommandKind.DELETE, " m"),
          Map.entry(CommandKind.RENAME, " m n"),
          Map.entry(CommandKind.SUBSCRIBE, " m"),
          Map.entry(CommandKind.UNSUBSCRIBE, " m"),
          Map.entry(CommandKind.LIST, " \"\" *"),
          Map.entry(CommandKind.LSUB, " \"\" *"),
          Map.entry(CommandKind.COMPRESS, " DEFLATE"),
          Map.entry(CommandKind.NOTIFY, " NONE"),
          Map.entry(CommandKind.STATUS, " m (MESSAGES)"),
          Map.entry(CommandKind.GETQUOTA, " \"\""),
          Map.entry(CommandKind.GETQUOTAROOT, " m"),
          Map.entry(CommandKind.SETQUOTA, " \"\" ()"),
          Map.entry(CommandKind.APPEND, " m {1}"),
          Map.entry(CommandKind.UID_EXPUNGE, " 1"),
          Map.entry(CommandKind.SEARCH, " ALL"),
          Map.entry(CommandKind.UID_SEARCH, " ALL"),
          Map.entry(CommandKind.FETCH, " 1 UID"),
          Map.entry(CommandKind.UID_FETCH, " 1 UID"),
          Map.entry(CommandKind.STORE, " 1 FLAGS ()"),
          Map.entry(CommandKind.UID_STORE, " 1 FLAGS ()"),
          Map.entry(CommandKind.COPY, " 1 m"),
          Map.entry(CommandKind.UID_COPY, " 1 m"),
          Map.entry(CommandKind.MOVE, " 1 m"),
          Map.entry(CommandKind.UID_MOVE, " 1 m"),
          Map.entry(CommandKind.REPLACE, " 1 m {1}"),
          Map.entry(CommandKind.UID_REPLACE, " * m {1}"));

  @Test
  void commandsWithoutArguments() {
    assertThat(Parsing.stranger("CAPABILITY")).isEqualTo(new Capability("a"));
    assertThat(Parsing.stranger("noop")).isEqualTo(new Noop("a"));
    assertThat(Parsing.stranger("Logout")).isEqualTo(new Logout("a"));
    assertThat(Parsing.stranger("sTaRtTlS")).isEqualTo(new StartTls("a"));
    assertThat(Parsing.authenticated("NAMESPACE")).isEqualTo(new Namespace("a"));
    assertThat(Parsing.authenticated("IDLE")).isEqualTo(new Idle("a"));
    assertThat(Parsing.authenticated("compress deflate")).isEqualTo(new Compress("a"));
    assertThat(Parsing.selected("UNAUTHENTICATE")).isEqualTo(new Unauthenticate("a"));
    assertThat(Parsing.selected("CHECK")).isEqualTo(new Check("a"));
    assertThat(Parsing.selected("CLOSE")).isEqualTo(new Close("a"));
    assertThat(Parsing.selected("UNSELECT")).isEqualTo(new Unselect("a"));
    assertThat(Parsing.selected("EXPUNGE")).isEqualTo(new Expunge("a"));
    assertThat(Parsing.authenticated("ENABLE CONDSTORE X-GOOD"))
        .isEqualTo(new Enable("a", List.of("CONDSTORE", "X-GOOD")));
  }

  @Test
  void spacesAtTheEndAreForgiven() {
    assertThat(Parsing.stranger("NOOP  ")).isEqualTo(new Noop("a"));
  }

  @ParameterizedTest
  @EnumSource(SessionState.class)
  void everyCommandIsReadInItsStatesAndRefusedInOthers(SessionState state) {
    for (var kind : CommandKind.values()) {
      if (kind == CommandKind.DONE) {
        continue;
      }
      var line = "a " + kind.wireName() + ARGUMENTS.getOrDefault(kind, "");
      var parsed = Parsing.parse(line, state);
      if (!kind.isAllowedIn(state)) {
        assertThat(parsed).as(line).isInstanceOf(Parsed.Refused.class);
      } else if (parsed instanceof Parsed.Complete complete) {
        assertThat(complete.command().kind()).isEqualTo(kind);
        assertThat(complete.command().tag()).isEqualTo("a");
      } else {
        assertThat(parsed).as(line).isInstanceOf(Parsed.NeedsLiteral.class);
        assertThat(((Parsed.NeedsLiteral) parsed).kind()).isEqualTo(kind);
      }
    }
  }

  @Test
  void theAnswerSaysWhichStateIsMissing() {
    assertThat(Parsing.refusal("SELECT INBOX", NOT_AUTHENTICATED))
        .isEqualTo("BAD SELECT is not allowed before login");
    assertThat(Parsing.refusal("FETCH 1 UID", AUTHENTICATED))
        .isEqualTo("BAD FETCH is not allowed without a selected mailbox");
    assertThat(Parsing.refusal("LOGIN u p", AUTHENTICATED))
        .isEqualTo("BAD LOGIN is not allowed after login");
    assertThat(Parsing.refusal("LOGIN u p", SELECTED))
        .isEqualTo("BAD LOGIN is not allowed after login");
    assertThat(Parsing.refusal("ENABLE X", SELECTED))
        .isEqualTo("BAD ENABLE is not allowed while a mailbox is selected");
    assertThat(Parsing.refusal("SELECT INBOX", LOGOUT))
        .isEqualTo("BAD SELECT is not allowed after logout");
  }

  @Test
  void anUnknownCommandIsNamed() {
    assertThat(Parsing.refusal("LOGNI u pw"))
        .isEqualTo("BAD Unknown command \"LOGNI\" at column 1");
    assertThat(Parsing.refusal("UID NOOP")).isEqualTo("BAD Unknown command \"UID\" at column 1");
    assertThat(Parsing.refusal("DONE")).isEqualTo("BAD Unknown command \"DONE\" at column 1");
    assertThat(Parsing.refusal("NOOP x"))
        .isEqualTo("BAD Expected the end of the command, found \"x\" at column 6");
    assertThat(Parsing.refusal(" NOOP"))
        .isEqualTo("BAD Expected a command, found \" NOOP\" at column 1");
  }

  /** RFC 4978 section 3. */
  @Test
  void anUnknownAlgorithmIsNamed() {
    assertThat(Parsing.refusal("COMPRESS GZIP", AUTHENTICATED))
        .isEqualTo("BAD Unknown algorithm \"GZIP\" at column 10");
    assertThat(Parsing.refusal("COMPRESS", AUTHENTICATED)).startsWith("BAD ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "+ NOOP", "( NOOP", "\" NOOP", "\0 NOOP", "\u00E9 NOOP"})
  void aLineWithoutATagIsRefusedWithoutATag(String line) {
    var parsed = Parsing.parse(line, NOT_AUTHENTICATED);
    assertThat(parsed).isInstanceOf(Parsed.Refused.class);
    assertThat(((Parsed.Refused) parsed).answer()).isInstanceOf(Response.Untagged.class);
  }

  @Test
  void aTagHasABound() {
    assertThat(Parsing.parse("t".repeat(128) + " NOOP", SELECTED))
        .isInstanceOf(Parsed.Complete.class);
    assertThat(((Parsed.Refused) Parsing.parse("t".repeat(129) + " NOOP", SELECTED)).answer())
        .isInstanceOf(Response.Untagged.class);
  }

  @Test
  void whatIsShownIsCutAndPrintable() {
    assertThat(Parsing.refusal("x".repeat(300)))
        .isEqualTo("BAD Unknown command \"" + "x".repeat(64) + "...\" at column 1");
    assertThat(Parsing.refusal("NOOP \0\33[2J\u00FF"))
        .isEqualTo("BAD Expected the end of the command, found \"\\x00\\x1B[2J\\xFF\" at column 6");
  }
}
