package org.culverhouse.connector.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.culverhouse.api.model.SessionState;
import org.junit.jupiter.api.Test;

/** CATENATE and REPLACE as octets (RFC 4469, RFC 8508). */
class AppendPartsTest {
  private final MemoryLiterals literals = new MemoryLiterals();

  private Exchange exchange() {
    return new Exchange(SessionState.SELECTED, WireLimits.of(100, 1000), literals);
  }

  @Test
  void aMessageIsPutTogetherFromTextsAndUrls() {
    assertThat(
            Exchange.user(
                "a APPEND INBOX (\\Seen) CATENATE (TEXT {3}\r\nabc URL /x/;UID=1 TEXT {0}\r\n)\r\n"))
        .containsExactly("+", "+", "a APPEND INBOX (\\Seen) abc URL /x/;UID=1 ");
  }

  @Test
  void severalMessagesMayBePutTogetherInOneCommand() {
    assertThat(
            Exchange.user(
                "a APPEND INBOX CATENATE (TEXT {1+}\r\nx) {1+}\r\ny (\\Draft) CATENATE (URL"
                    + " /x/;UID=1)\r\n"))
        .containsExactly("a APPEND INBOX () x () y (\\Draft) URL /x/;UID=1");
  }

  @Test
  void aUrlThatLeadsNowhereIsRefusedBeforeTheNextText() {
    assertThat(
            exchange()
                .whole("a APPEND x CATENATE (TEXT {1}\r\nx URL \"a]b\" TEXT {5}\r\nb NOOP\r\n"))
        .containsExactly(
            "+",
            "a NO [BADURL a%5Db] The URL leads nowhere: it must begin with / and a mailbox of"
                + " yours",
            "Noop[tag=b]");
    assertThat(literals.open).isZero();
  }

  @Test
  void allTextsOfAMessageTogetherHaveItsBound() {
    var sixty = "TEXT {60+}\r\n" + "x".repeat(60);
    assertThat(exchange().whole("a APPEND x CATENATE (" + sixty + " TEXT {41}\r\nb NOOP\r\n"))
        .containsExactly(
            "a NO [TOOBIG] A message may have 100 octets, not \"{41}\"", "Noop[tag=b]");
    assertThat(exchange().whole("a APPEND x CATENATE (" + sixty + ") CATENATE (" + sixty + ")\r\n"))
        .as("two messages")
        .hasSize(1);
    assertThat(literals.open).isZero();
  }

  @Test
  void partsOfOneMessageAreAnnouncedAsOneMessage() {
    literals.quota = 4;
    assertThat(
            exchange()
                .whole("a APPEND x CATENATE (TEXT {2}\r\nab TEXT {2}\r\ncd TEXT {1}\r\nb NOOP\r\n"))
        .containsExactly("+", "+", "a NO [OVERQUOTA] 1 messages are too much", "Noop[tag=b]");
  }

  @Test
  void anEmptyListAndOtherWordsAreRefused() {
    assertThat(Exchange.user("a APPEND x CATENATE ()\r\n"))
        .containsExactly("a BAD Expected TEXT or URL, found \")\" at column 20");
    assertThat(Exchange.user("a APPEND x CATENATE (TEXT ~{5}\r\n"))
        .containsExactly("a BAD Expected a literal, found \"~\" at column 25");
    assertThat(Exchange.user("a APPEND x CATENATE (BODY {5}\r\n"))
        .containsExactly("a BAD Expected TEXT or URL, found \"BODY\" at column 20");
  }

  @Test
  void replaceNamesOneMessage() {
    assertThat(
            Exchange.user(
                "a REPLACE 4 Drafts (\\Seen) {3+}\r\nabc\r\nb uid replace * x CATENATE (URL"
                    + " /x/;UID=1)\r\n"))
        .containsExactly(
            "a REPLACE [Range[from=4, to=4]] Drafts (\\Seen) abc",
            "b UID REPLACE [Range[from=0, to=0]] x () URL /x/;UID=1");
    assertThat(Exchange.user("a REPLACE 4:5 Drafts {3}\r\nb REPLACE $ Drafts {3}\r\n"))
        .containsExactly(
            "a BAD Expected a space, found \":5\" at column 10",
            "b BAD Expected a message number, found \"$\" at column 9");
  }

  @Test
  void replaceBringsOneMessage() {
    assertThat(Exchange.user("a REPLACE 4 Drafts {3+}\r\nabc {3+}\r\nabc\r\nb NOOP\r\n"))
        .containsExactly(
            "a BAD Expected the end of the command, found \"{3+}\" at column 23", "Noop[tag=b]");
  }
}
