package org.culverhouse.connector.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.culverhouse.api.model.SessionState;
import org.culverhouse.connector.wire.CommandReader.Step;
import org.junit.jupiter.api.Test;

class CommandReaderTest {
  @Test
  void pipelinedCommandsComeOneByOne() {
    assertThat(Exchange.stranger("a NOOP\r\nb CAPABILITY\r\nc LOGOUT\r\n"))
        .containsExactly("Noop[tag=a]", "Capability[tag=b]", "Logout[tag=c]");
  }

  @Test
  void aLoneLineFeedEndsALine() {
    assertThat(Exchange.stranger("a NOOP\nb LOGIN {3}\nbob {4+}\npass\nc NOOP\r\n"))
        .containsExactly("Noop[tag=a]", "+", "b LOGIN bob pass", "Noop[tag=c]");
  }

  @Test
  void literalsAreAskedForUnlessTheyComeByThemselves() {
    assertThat(Exchange.stranger("a LOGIN {3}\r\nbob {4}\r\npass\r\n"))
        .containsExactly("+", "+", "a LOGIN bob pass");
    assertThat(Exchange.stranger("a LOGIN {3+}\r\nbob {4+}\r\npass\r\n"))
        .containsExactly("a LOGIN bob pass");
    assertThat(Exchange.stranger("a LOGIN {0}\r\n {0+}\r\n\r\n")).containsExactly("+", "a LOGIN  ");
  }

  @Test
  void literalsMayHoldWhatLooksLikeCommands() {
    assertThat(Exchange.stranger("a LOGIN {11+}\r\nb NOOP {5}\n {6+}\r\n{99+}\r\r\nc NOOP\r\n"))
        .containsExactly("a BAD A control character in the user name at column 7", "Noop[tag=c]");
    assertThat(Exchange.stranger("a LOGIN bob {9+}\r\n{99+}\r\n{+\r\nc NOOP\r\n"))
        .containsExactly("a LOGIN bob {99+}\r\n{+", "Noop[tag=c]");
  }

  @Test
  void aLiteralEndsWhereItWasAnnouncedToEnd() {
    assertThat(Exchange.stranger("a LOGIN {3+}\r\nbobby pass\r\nb NOOP\r\n"))
        .containsExactly("a BAD Expected a space at column 14", "Noop[tag=b]");
  }

  @Test
  void anythingBehindAnAnnouncementSpoilsIt() {
    assertThat(Exchange.stranger("a LOGIN {3} x\r\nb NOOP\r\n"))
        .containsExactly("a BAD Invalid announcement of a literal at column 7", "Noop[tag=b]");
  }

  @Test
  void appendBringsMessagesWithFlagsAndDates() {
    assertThat(
            Exchange.user(
                "a APPEND INBOX (\\Seen \\Recent $X) \" 1-Feb-2026 10:00:00 +0130\" {4}\r\n"
                    + "mail\r\nb APPEND \"Sent Items\" {2+}\r\nhi\r\n"))
        .containsExactly(
            "+",
            "a APPEND INBOX (\\Seen $X) 2026-02-01T08:30:00Z mail",
            "b APPEND Sent Items () hi");
    assertThat(
            Exchange.user(
                "a APPEND INBOX {1}\r\n1 (\\Draft) {1}\r\n2 \"31-Dec-1999 23:59:60 -1200\" {1}\r\n3\r\n"))
        .containsExactly(
            "+", "+", "+", "a APPEND INBOX () 1 (\\Draft) 2 () 2000-01-01T11:59:59Z 3");
  }

  @Test
  void largeMessagesAreSpooledAndSmallOnesAreNot() {
    var literals = new MemoryLiterals();
    var exchange = new Exchange(SessionState.SELECTED, WireLimits.defaults(), literals);
    var large = "x".repeat(65_537);
    assertThat(exchange.whole("a APPEND INBOX {65537}\r\n" + large + "\r\n"))
        .containsExactly("+", "a APPEND INBOX () " + large);
    assertThat(literals.begun).isEqualTo(1);
    assertThat(exchange.whole("a APPEND INBOX {65536}\r\n" + large.substring(1) + "\r\n"))
        .containsExactly("+", "a APPEND INBOX () " + large.substring(1));
    assertThat(literals.begun).isEqualTo(1);
    assertThat(literals.open).isZero();
  }

  @Test
  void manySmallMessagesDoNotFillTheMemory() {
    var literals = new MemoryLiterals();
    var exchange = new Exchange(SessionState.SELECTED, WireLimits.defaults(), literals);
    var message = " {4096+}\r\n" + "x".repeat(4096);
    assertThat(exchange.whole("a APPEND INBOX" + message.repeat(300) + "\r\n")).hasSize(1);
    assertThat(literals.begun).isEqualTo(300 - 256);
    assertThat(literals.open).isZero();
  }

  @Test
  void aMessageWithNulIsRefusedAndItsRestThrownAway() {
    var literals = new MemoryLiterals();
    var exchange = new Exchange(SessionState.SELECTED, WireLimits.defaults(), literals);
    var body = "x".repeat(70_000);
    var input = "a APPEND INBOX {70004}\r\nab\0c" + body + " {3+}\r\nxyz\r\nb NOOP\r\n";
    assertThat(exchange.whole(input))
        .containsExactly("+", "a BAD A message with NUL has to be sent as literal8", "Noop[tag=b]");
    assertThat(exchange.octetByOctet(input))
        .containsExactly("+", "a BAD A message with NUL has to be sent as literal8", "Noop[tag=b]");
    assertThat(literals.begun).isEqualTo(2);
    assertThat(literals.open).isZero();
  }

  @Test
  void aFullStoreIsToldBeforeTheMessageIsSent() {
    var literals = new MemoryLiterals();
    literals.roomFor = 0;
    var exchange = new Exchange(SessionState.SELECTED, WireLimits.defaults(), literals);
    assertThat(exchange.whole("a APPEND INBOX {100000}\r\nb NOOP\r\n"))
        .containsExactly(
            "a NO [UNAVAILABLE] The message cannot be stored now, try again later", "Noop[tag=b]");
  }

  @Test
  void aMessageBeyondTheQuotaIsRefusedBeforeItIsSent() {
    var literals = new MemoryLiterals();
    literals.quota = 100;
    var exchange = new Exchange(SessionState.SELECTED, WireLimits.defaults(), literals);
    assertThat(exchange.whole("a APPEND INBOX {101}\r\nb NOOP\r\n"))
        .containsExactly("a NO [OVERQUOTA] 1 messages are too much", "Noop[tag=b]");
    var first = "a APPEND INBOX {60+}\r\n" + "x".repeat(60);
    assertThat(exchange.whole(first + " {41}\r\nb NOOP\r\n"))
        .containsExactly("a NO [OVERQUOTA] 2 messages are too much", "Noop[tag=b]");
  }

  @Test
  void aLargeMessageBeyondTheQuotaThatIsSentAnywayIsThrownAway() {
    var literals = new MemoryLiterals();
    literals.quota = 100;
    var exchange =
        new Exchange(SessionState.SELECTED, WireLimits.of(1 << 20, Long.MAX_VALUE), literals);
    var message = "x".repeat(100_000);
    assertThat(
            exchange.whole(
                "a APPEND INBOX {100000+}\r\n" + message + " {5+}\r\nabcde\r\nb NOOP\r\n"))
        .containsExactly("a NO [OVERQUOTA] 1 messages are too much", "Noop[tag=b]");
    assertThat(literals.begun).isZero();
  }

  @Test
  void smallMessagesThatComeByThemselvesAreNotWorthTheQuestion() {
    var literals = new MemoryLiterals();
    var exchange = new Exchange(SessionState.SELECTED, WireLimits.defaults(), literals);
    exchange.whole("a APPEND INBOX {2+}\r\nhi\r\n");
    assertThat(literals.asked).isZero();
  }

  @Test
  void aStoreThatFillsUpEndsTheCommandOnly() {
    var literals = new MemoryLiterals();
    literals.roomFor = 80_000;
    var exchange = new Exchange(SessionState.SELECTED, WireLimits.defaults(), literals);
    var message = "x".repeat(100_000);
    assertThat(
            exchange.whole(
                "a APPEND INBOX {2+}\r\nhi {70000}\r\n"
                    + "x".repeat(70_000)
                    + " {100000}\r\n"
                    + message
                    + "\r\nb NOOP\r\n"))
        .containsExactly(
            "+",
            "+",
            "a NO [UNAVAILABLE] The message cannot be stored now, try again later",
            "Noop[tag=b]");
    assertThat(literals.open).isZero();
  }

  /** C-42: a message that is wrong takes those before it with it. */
  @Test
  void aRefusedAppendLetsItsMessagesGo() {
    var literals = new MemoryLiterals();
    var exchange = new Exchange(SessionState.SELECTED, WireLimits.defaults(), literals);
    var message = " {70000}\r\n" + "x".repeat(70_000);
    assertThat(
            exchange.whole("a APPEND INBOX" + message + message + " (\\Bogus) {5}\r\nb NOOP\r\n"))
        .containsExactly(
            "+", "+", "a BAD Unknown system flag \"\\\\Bogus\" at column 31", "Noop[tag=b]");
    assertThat(exchange.whole("a APPEND INBOX" + message + message + " {70000}\r\nbroken off"))
        .containsExactly("+", "+", "+");
    assertThat(exchange.whole("a APPEND INBOX" + message + " {0}\r\nb NOOP\r\n"))
        .containsExactly("+", "a NO [CANNOT] An empty message {0} cancels APPEND", "Noop[tag=b]");
    assertThat(literals.begun).isEqualTo(6);
    assertThat(literals.open).isZero();
  }

  @Test
  void rawLinesAreReadBetweenCommands() {
    try (var reader = new CommandReader(WireLimits.defaults(), new MemoryLiterals())) {
      var input =
          ByteBuffer.wrap(
              "a IDLE\r\nDONE\r\n*\r\n\r\nb NOOP\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(reader.read(input, SessionState.SELECTED)).isInstanceOf(Step.Ready.class);
      assertThat(line(reader.readLine(input))).isEqualTo("DONE");
      assertThat(line(reader.readLine(input))).isEqualTo("*");
      assertThat(line(reader.readLine(input))).isEmpty();
      assertThat(reader.read(input, SessionState.SELECTED)).isInstanceOf(Step.Ready.class);
    }
  }

  private static String line(Step step) {
    return new String(((Step.Line) step).octets(), StandardCharsets.US_ASCII);
  }

  @Test
  void aRawLineHasABound() {
    try (var reader = new CommandReader(WireLimits.defaults(), new MemoryLiterals())) {
      assertThat(((Step.Line) reader.readLine(ascii("x".repeat(16_384) + "\r\n"))).octets())
          .hasSize(16_384);
      assertThat(reader.readLine(ascii("x".repeat(16_387)))).isInstanceOf(Step.Fatal.class);
      assertThat(reader.readLine(ascii("*\r\n"))).isEqualTo(Step.More.MORE);
    }
  }

  private static ByteBuffer ascii(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }
}
