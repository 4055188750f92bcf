package org.culverhouse.connector.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.culverhouse.api.model.SessionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in front of a literal is judged before the literal is asked for. */
class RefusedLiteralTest {
  /**
   * C-41, each with its answer: at once, without a continuation, and the next line is a command.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "APPEND INBOX data | BAD Expected a literal, found \"data\" at column 14",
        "APPEND INBOX (\\Bogus) \"bad date\" | BAD Unknown system flag \"\\\\Bogus\" at column 15",
        "APPEND INBOX () \"bad date\" | BAD Invalid day in date-time \"bad date\" at column 17",
        "APPEND INBOX \"32-Jan-2026 00:00:00 +0000\" | BAD No such day in date-time \"32-Jan-2026 00:00:00 +0000\" at column 14",
        "APPEND INBOX \" 1-Jan-2026 24:00:00 +0000\" | BAD Invalid time in date-time \" 1-Jan-2026 24:00:00 +0000\" at column 14",
        "APPEND INBOX \" 1-Jan-2026 00:00:00 GMT\" | BAD Expected \"+\" in date-time \" 1-Jan-2026 00:00:00 GMT\" at column 14",
        "APPEND INBOX ~ | BAD Expected a literal, found \"~\" at column 14",
        "APPEND &AC8- | NO [CANNOT] Mailbox name \"&AC8-\" is not possible: it is not modified UTF-7",
        "NOOP | BAD Expected the end of the command, found \"{5\" at column 6",
        "FOO | BAD Unknown command \"FOO\" at column 1",
        "LOGIN bob | BAD LOGIN is not allowed after login",
        "SEARCH CHARSET x-bogus SUBJECT | NO [BADCHARSET (UTF-8 US-ASCII ISO-8859-1 ISO-8859-15 WINDOWS-1252)] Unknown charset \"x-bogus\"",
        "SEARCH FOO | BAD Unknown search key \"FOO\" at column 8",
        "SELECT \"unterminated | BAD Unterminated quoted string \"\\\"unterminated\" at column 8",
      })
  void theNextLineIsACommand(String command, String answer) {
    var synchronizing = answer.replace("\"{5\"", "\"{5}\"");
    assertThat(Exchange.user("a " + command + " {5}\r\nb NOOP\r\n"))
        .as("nothing is swallowed, for nothing will be sent")
        .containsExactly("a " + synchronizing, "Noop[tag=b]");
    var other = answer.replace("\"{5\"", "\"{5+}\"");
    assertThat(Exchange.user("a " + command + " {5+}\r\nxxxxx\r\nb NOOP\r\n"))
        .as("what was sent all the same is thrown away")
        .containsExactly("a " + other, "Noop[tag=b]");
  }

  @Test
  void allLiteralsThatFollowAreThrownAway() {
    assertThat(
            Exchange.user(
                "a FOO {5+}\r\n{9+}\n bar {3+}\r\n\r\n\r (x) {2+}\r\nb  {0+}\r\n\r\nb NOOP\r\n"))
        .containsExactly("a BAD Unknown command \"FOO\" at column 1", "Noop[tag=b]");
  }

  @Test
  void aSynchronizingLiteralEndsWhatIsThrownAway() {
    assertThat(Exchange.user("a FOO {5+}\r\nxxxxx bar {3}\r\nb NOOP\r\n"))
        .containsExactly("a BAD Unknown command \"FOO\" at column 1", "Noop[tag=b]");
  }

  @Test
  void aLaterLiteralIsRefusedLikeTheFirst() {
    assertThat(Exchange.stranger("a LOGIN {3}\r\nbob  {4}\r\nb NOOP\r\n"))
        .containsExactly("+", "a BAD Expected a password at column 14", "Noop[tag=b]");
    assertThat(Exchange.stranger("a LOGIN {3}\r\nbob {4} x\r\nb NOOP\r\n"))
        .containsExactly(
            "+", "a BAD Invalid announcement of a literal at column 14", "Noop[tag=b]");
  }

  @Test
  void aLineWithoutATagHasItsLiteralThrownAwayToo() {
    assertThat(Exchange.stranger("{4+}\r\na b\n\r\nb NOOP\r\n"))
        .containsExactly("* BAD Expected a tag, found \"{4+}\" at column 1", "Noop[tag=b]");
  }

  @Test
  void aMessageOverTheLimitIsRefusedBeforeItIsSent() {
    var limits = WireLimits.of(1000, 4096);
    var exchange = new Exchange(SessionState.SELECTED, limits, new MemoryLiterals());
    assertThat(exchange.whole("a APPEND INBOX {1001}\r\nb NOOP\r\n"))
        .containsExactly(
            "a NO [TOOBIG] A message may have 1000 octets, not \"{1001}\"", "Noop[tag=b]");
    assertThat(exchange.whole("a APPEND INBOX {1001+}\r\n" + "x".repeat(1001) + "\r\nb NOOP\r\n"))
        .containsExactly(
            "a NO [TOOBIG] A message may have 1000 octets, not \"{1001+}\"", "Noop[tag=b]");
  }

  /** RFC 7888 section 5. */
  @Test
  void aNonSynchronizingLiteralMayBeAsLargeAsLiteralMinusSays() {
    assertThat(Exchange.user("a APPEND INBOX {4096+}\r\n" + "x".repeat(4096) + "\r\n"))
        .containsExactly("a APPEND INBOX () " + "x".repeat(4096));
    assertThat(Exchange.user("a APPEND INBOX {4097+}\r\n" + "x".repeat(4097) + "\r\nb NOOP\r\n"))
        .containsExactly(
            "a BAD [TOOBIG] A non-synchronizing literal may have 4096 octets, not \"{4097+}\"",
            "Noop[tag=b]");
    var literalPlus =
        new Exchange(SessionState.SELECTED, WireLimits.of(1 << 20, 5000), new MemoryLiterals());
    assertThat(literalPlus.whole("a APPEND INBOX {5000+}\r\n" + "x".repeat(5000) + "\r\n"))
        .containsExactly("a APPEND INBOX () " + "x".repeat(5000));
  }
}
