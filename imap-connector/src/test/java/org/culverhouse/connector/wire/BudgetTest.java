package org.culverhouse.connector.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.culverhouse.api.model.SessionState;
import org.culverhouse.connector.wire.CommandReader.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client may cost, by the numbers of the list of known attacks. */
class BudgetTest {
  /** C-30: CVE-2024-34055, CVE-2024-37358, CVE-2025-61600. */
  @Test
  void c30ManyLiteralsOfAStranger() {
    var literal = " {4096+}\r\n" + "x".repeat(4096);
    var name = "a ID (\"k\"";
    assertThat(Exchange.stranger(name + literal + literal + "\r\nb NOOP\r\n"))
        .containsExactly(
            "a BAD In ID a field value may have 1024 characters, not 4096: \"{4096+}\" at column 9",
            "Noop[tag=b]");
    assertThat(Exchange.stranger("a LOGIN {65537}\r\nb NOOP\r\n"))
        .containsExactly(
            "a NO [TOOBIG] The literal \"{65537}\" is larger than the 65536 octets that are left",
            "Noop[tag=b]");
    assertThat(Exchange.stranger("a LOGIN {65535}\r\n" + "x".repeat(65_535) + " {2}\r\nb NOOP\r\n"))
        .containsExactly(
            "+",
            "a NO [TOOBIG] The literal \"{2}\" is larger than the 1 octets that are left",
            "Noop[tag=b]");
  }

  @Test
  void c30ManyLiteralsOfAUser() {
    var literal = " SUBJECT {100000}\r\n" + "x".repeat(100_000);
    assertThat(Exchange.user("a SEARCH" + literal.repeat(10) + " SUBJECT {100000}\r\nb NOOP\r\n"))
        .hasSize(12)
        .endsWith(
            "a NO [TOOBIG] The literal \"{100000}\" is larger than the 48576 octets that are left",
            "Noop[tag=b]");
    var tiny = " SUBJECT {0+}\r\n";
    assertThat(Exchange.user("a SEARCH" + tiny.repeat(101) + "\r\nb NOOP\r\n"))
        .containsExactly(
            "a NO [LIMIT] A command may have 100 literals, this is one more: \"{0+}\"",
            "Noop[tag=b]");
    assertThat(Exchange.user("a SEARCH BODY {131073}\r\nb NOOP\r\n"))
        .containsExactly(
            "a NO [TOOBIG] The literal \"{131073}\" is larger than the 131072 octets that are left",
            "Noop[tag=b]");
  }

  /** C-31: nothing is allocated for what is only announced. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{100000000}",
        "{4294967296}",
        "{9223372036854775807}",
        "{9223372036854775808}",
        "{99999999999999999999}",
        "{18446744073709551621}",
        "{-1}",
        "{0x10}",
        "{}",
        "{ 5}",
        "{5",
        "{5+",
        "{+5}",
        "{5++}",
        "{5-}"
      })
  void c31ALiteralOfAStrangeSize(String announcement) {
    assertThat(Exchange.stranger("a LOGIN " + announcement + "\r\nb NOOP\r\n"))
        .hasSize(2)
        .endsWith("Noop[tag=b]")
        .first()
        .asString()
        .matches("a (NO|BAD) .*");
    assertThat(Exchange.user("a APPEND INBOX " + announcement + "\r\nb NOOP\r\n"))
        .first()
        .isIn(
            "+",
            "a NO [TOOBIG] A message may have 104857600 octets, not \"" + announcement + "\"",
            "a BAD Invalid announcement of a literal \"" + token(announcement) + "\" at column 14");
  }

  private static String token(String announcement) {
    int space = announcement.indexOf(' ');
    return space < 0 ? announcement : announcement.substring(0, space);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{2147483647+}", "{65537+}", "{99999999999999999999+}"})
  void c31AHugeLiteralThatComesByItselfEndsTheConnection(String announcement) {
    assertThat(Exchange.stranger("a LOGIN " + announcement + "\r\nb NOOP\r\n"))
        .containsExactly("* BYE [TOOBIG] A refused command goes on for too long");
  }

  @Test
  void c31AppendOverTheLimitIsRefusedBeforeTheContinuation() {
    assertThat(Exchange.user("a APPEND INBOX {10000000000}\r\nb NOOP\r\n"))
        .containsExactly(
            "a NO [TOOBIG] A message may have 104857600 octets, not \"{10000000000}\"",
            "Noop[tag=b]");
    var huge =
        new Exchange(SessionState.SELECTED, WireLimits.of(1L << 40, 4096), new MemoryLiterals());
    assertThat(huge.whole("a APPEND INBOX {10000000000}\r\nthe first octets")).containsExactly("+");
  }

  /** C-32: CVE-2026-27857, CVE-2026-42006. */
  @Test
  void c32ParenthesesWithoutEnd() {
    assertThat(Exchange.stranger("a NOOP " + "(".repeat(8000) + "\r\nb NOOP\r\n"))
        .containsExactly(
            "a BAD Expected the end of the command, found \"(\" at column 6", "Noop[tag=b]");
    assertThat(Exchange.stranger("a ID ((\r\n"))
        .containsExactly("a BAD Expected a field name, found \"(\" at column 5");
    assertThat(Exchange.user("a SEARCH " + "(".repeat(65) + "\r\n"))
        .containsExactly("a BAD Nested deeper than 64 levels: \"(\" at column 72");
    assertThat(Exchange.user("a NOOP " + "(".repeat(70_000)))
        .containsExactly("* BYE [LIMIT] A command may have 65536 octets beside its literals");
    assertThat(Exchange.user("a SEARCH " + ")".repeat(50_000) + "\r\n"))
        .containsExactly("a BAD Expected a search key, found \")\" at column 8");
  }

  /** C-34. */
  @ParameterizedTest
  @CsvSource({"NOT_AUTHENTICATED, 8192", "SELECTED, 65536"})
  void c34AnEndlessLine(SessionState state, int most) {
    var bye = "* BYE [LIMIT] A command may have " + most + " octets beside its literals";
    assertThat(new Exchange(state).whole("a".repeat(most + 2))).containsExactly(bye);
    assertThat(new Exchange(state).octetByOctet("a".repeat(most + 5))).containsExactly(bye);
    assertThat(new Exchange(state).whole("a".repeat(10 * most) + "\r\nb NOOP\r\n"))
        .as("what follows is not run")
        .containsExactly(bye);
    var longest = "a NOOP" + " ".repeat(most - 6) + "\r\n";
    assertThat(new Exchange(state).whole(longest)).containsExactly("Noop[tag=a]");
    assertThat(new Exchange(state).octetByOctet(longest)).containsExactly("Noop[tag=a]");
  }

  @Test
  void c34LinesBetweenLiteralsCountTogether() {
    var piece = " BODY {1+}\r\nx" + " 1".repeat(1000);
    assertThat(Exchange.user("a SEARCH" + piece.repeat(40) + "\r\n"))
        .last()
        .asString()
        .startsWith("a NO [LIMIT] More than 2000 elements");
    var padded = " BODY {1+}\r\nx OR BODY \"" + "y".repeat(4000) + "\" ALL";
    assertThat(Exchange.user("a SEARCH" + padded.repeat(17)))
        .containsExactly("* BYE [LIMIT] A command may have 65536 octets beside its literals");
  }

  @Test
  void c34WhatIsThrownAwayHasAnEndToo() {
    assertThat(Exchange.stranger("a FOO {5+}\r\nxxxxx" + "y".repeat(65_536)))
        .containsExactly("* BYE [TOOBIG] A refused command goes on for too long");
    assertThat(Exchange.stranger("a FOO" + " {4096+}\r\n".concat("x".repeat(4096)).repeat(20)))
        .containsExactly("* BYE [TOOBIG] A refused command goes on for too long");
  }

  /** C-35: CVE-2019-11500. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\0 NOOP",
        "a\0 NOOP",
        "a NO\0OP",
        "a NOOP\0",
        "a CREATE a\0b",
        "a CREATE \"a\0b\"",
        "a CREATE {3+}\r\na\0b",
        "a FETCH 1 BODY[HEADER.FIELDS (\"a\0\")]",
        "a FETCH 1 BODY[HEADER.FIELDS ({2+}\r\na\0)]",
        "a SEARCH BODY {1+}\r\n\0",
        "a SEARCH CHARSET UTF-16 BODY {2+}\r\n\0a",
        "a STORE 1 FLAGS (a\0b)",
        "a LIST \"\" \"\0\"",
        "a APPEND INBOX {1+}\r\n\0",
      })
  void c35Nul(String command) {
    assertThat(Exchange.user(command + "\r\nb NOOP\r\n"))
        .hasSize(2)
        .endsWith("Noop[tag=b]")
        .first()
        .asString()
        .matches("(a BAD|[*] BAD|a NO \\[CANNOT]) .*");
  }

  /** C-40: more elements than a line can hold end the connection, fewer are counted. */
  @Test
  void c40SequenceSets() {
    assertThat(Exchange.user("a FETCH " + "1,".repeat(16_383) + "1 UID\r\n")).hasSize(1);
    assertThat(Exchange.user("a FETCH " + "1,".repeat(16_384) + "1 UID\r\n"))
        .containsExactly("a NO [LIMIT] A sequence set may have 16384 elements");
    assertThat(Exchange.user("a FETCH " + "1,".repeat(100_000) + "1 UID\r\n"))
        .containsExactly("* BYE [LIMIT] A command may have 65536 octets beside its literals");
  }

  /** C-42: a thousand messages may stand or fall together, not more. */
  @Test
  void c42MessagesOfOneAppend() {
    var message = " {1+}\r\nx";
    assertThat(Exchange.user("a APPEND INBOX" + message.repeat(1000) + "\r\n")).hasSize(1);
    assertThat(Exchange.user("a APPEND INBOX" + message.repeat(1001) + "\r\nb NOOP\r\n"))
        .containsExactly(
            "a NO [LIMIT] APPEND may bring 1000 messages, this is one more: \"{1+}\"",
            "Noop[tag=b]");
  }

  /** C-47: other protocols are answered with BAD, and counted elsewhere. */
  @Test
  void c47OtherProtocols() {
    assertThat(Exchange.stranger("GET / HTTP/1.1\r\nHost: x\r\n\r\n"))
        .containsExactly(
            "GET BAD Unknown command \"/\" at column 1",
            "Host: BAD Unknown command \"x\" at column 1",
            "* BAD Expected a tag, found the end of the line at column 1");
    assertThat(Exchange.stranger("\u0016\u0003\u0001\u0002\0\u0001\0\u0001\n"))
        .containsExactly(
            "* BAD Expected a tag, found \"\\x16\\x03\\x01\\x02\\x00\\x01\\x00\\x01\" at column 1");
  }

  /** Nobody finds the password of the last LOGIN in what a reader still holds. */
  @Test
  void nothingIsKeptBetweenCommands() throws ReflectiveOperationException {
    try (var reader = new CommandReader(WireLimits.defaults(), new MemoryLiterals())) {
      var half = "a LOGIN bob {6+}\r\ncanary x";
      reader.read(
          ByteBuffer.wrap(half.getBytes(StandardCharsets.US_ASCII)),
          SessionState.NOT_AUTHENTICATED);
      var held = held(reader);
      assertThat(new String(held, StandardCharsets.US_ASCII)).contains("canary");
      var end = ByteBuffer.wrap("\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(reader.read(end, SessionState.NOT_AUTHENTICATED))
          .isInstanceOf(Step.Rejected.class);
      assertThat(held).containsOnly(0);
      assertThat(held(reader)).isEmpty();
    }
  }

  private static byte[] held(CommandReader reader) throws ReflectiveOperationException {
    var text = CommandReader.class.getDeclaredField("text");
    text.setAccessible(true);
    var octets = text.get(reader).getClass().getDeclaredField("octets");
    octets.setAccessible(true);
    return (byte[]) octets.get(text.get(reader));
  }
}
