package org.culverhouse.connector.wire.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.culverhouse.api.command.FetchAttribute.Item.*;

import java.util.List;
import java.util.Optional;
import org.culverhouse.api.command.Fetch;
import org.culverhouse.api.command.FetchAttribute;
import org.culverhouse.api.command.FetchAttribute.Body;
import org.culverhouse.api.command.FetchAttribute.Partial;
import org.culverhouse.api.command.FetchAttribute.Seen;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.model.SectionName;
import org.culverhouse.api.model.SectionName.Text;
import org.culverhouse.api.model.SequenceSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FetchParserTest {
  private static List<FetchAttribute> attributes(String text) {
    return ((Fetch) Parsing.selected("FETCH 1 " + text)).attributes();
  }

  private static Body peek(List<Integer> part, Text text, String... fields) {
    return new Body(new SectionName(part, text, List.of(fields)), Optional.empty(), Seen.PEEK);
  }

  @Test
  void fetchHasMessagesAndAttributes() {
    assertThat(Parsing.selected("uid fetch 5:* (uid flags)"))
        .isEqualTo(
            new Fetch(
                "a", Numbering.UID, SequenceSet.of(5, SequenceSet.STAR), List.of(UID, FLAGS)));
    assertThat(Parsing.selected("FETCH 1 UID"))
        .isEqualTo(new Fetch("a", Numbering.SEQUENCE, SequenceSet.of(1), List.of(UID)));
  }

  @Test
  void macrosAreExpanded() {
    assertThat(attributes("fast")).containsExactly(FLAGS, INTERNALDATE, RFC822_SIZE);
    assertThat(attributes("ALL")).containsExactly(FLAGS, INTERNALDATE, RFC822_SIZE, ENVELOPE);
    assertThat(attributes("FULL"))
        .containsExactly(FLAGS, INTERNALDATE, RFC822_SIZE, ENVELOPE, BODY);
  }

  @Test
  void itemsStandOnceInTheirOrder() {
    assertThat(
            attributes(
                "(BODYSTRUCTURE BODY ENVELOPE RFC822 RFC822.HEADER RFC822.TEXT rfc822.size MODSEQ"
                    + " INTERNALDATE BODY)"))
        .containsExactly(
            BODYSTRUCTURE,
            BODY,
            ENVELOPE,
            RFC822,
            RFC822_HEADER,
            RFC822_TEXT,
            RFC822_SIZE,
            MODSEQ,
            INTERNALDATE);
  }

  @Test
  void sections() {
    assertThat(attributes("BODY[]"))
        .containsExactly(new Body(SectionName.MESSAGE, Optional.empty(), Seen.SET));
    assertThat(attributes("body.peek[]<0.65536>"))
        .containsExactly(
            new Body(SectionName.MESSAGE, Optional.of(new Partial(0, 65536)), Seen.PEEK));
    assertThat(attributes("(BODY.PEEK[HEADER] BODY.PEEK[TEXT] BODY.PEEK[1.2.MIME])"))
        .containsExactly(
            peek(List.of(), Text.HEADER),
            peek(List.of(), Text.TEXT),
            peek(List.of(1, 2), Text.MIME));
    assertThat(attributes("(BODY.PEEK[2] BODY.PEEK[1.HEADER.FIELDS.NOT (X-A)])"))
        .containsExactly(
            peek(List.of(2), Text.WHOLE), peek(List.of(1), Text.HEADER_FIELDS_NOT, "X-A"));
    assertThat(attributes("BODY.PEEK[HEADER.FIELDS (From \"To\" date)]"))
        .containsExactly(peek(List.of(), Text.HEADER_FIELDS, "From", "To", "date"));
    assertThat(attributes("BODY.PEEK[]<4294967296.9223372036854775807>"))
        .containsExactly(
            new Body(
                SectionName.MESSAGE,
                Optional.of(new Partial(4294967296L, Long.MAX_VALUE)),
                Seen.PEEK));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "FETCH 1 FOO | BAD Unknown fetch item \"FOO\" at column 9",
        "FETCH 1 (UID FOO) | BAD Unknown fetch item \"FOO\" at column 14",
        "FETCH 1 () | BAD Expected a fetch item, found \")\" at column 10",
        "FETCH 1 (UID | BAD Expected \")\", found the end of the line at column 13",
        "FETCH 1 (ALL) | BAD Unknown fetch item \"ALL\" at column 10",
        "FETCH 1 UID FLAGS | BAD Expected the end of the command, found \"FLAGS\" at column 13",
        "FETCH 1 BODY.PEEK | BAD Expected \"[\", found the end of the line at column 18",
        "FETCH 1 BODY[FOO] | BAD Unknown section \"FOO\" at column 14",
        "FETCH 1 BODY[MIME] | BAD Only a part has the section \"MIME\" at column 14",
        "FETCH 1 BODY[1.] | BAD Expected a section, found \"]\" at column 16",
        "FETCH 1 BODY[0] | BAD Zero is not a part number: \"0\" at column 14",
        "FETCH 1 BODY[4294967295] | BAD Part number out of range: \"4294967295\" at column 14",
        "FETCH 1 BODY[1 | BAD Expected \"]\", found the end of the line at column 15",
        "FETCH 1 BODY[HEADER.FIELDS] | BAD Expected a space, found \"]\" at column 27",
        "FETCH 1 BODY[HEADER.FIELDS ()] | BAD Expected a header field name, found \")\" at column 29",
        "FETCH 1 BODY[HEADER.FIELDS (\"a b\")] | BAD Invalid header field name \"\\\"a\" at column 29",
        "FETCH 1 BODY[]<0> | BAD Expected \".\", found \">\" at column 17",
        "FETCH 1 BODY[]<0.0> | BAD An empty partial \"<0.0>\" at column 15",
        "FETCH 1 BODY[]<0.99999999999999999999> | BAD Number out of range for the length of a partial: \"99999999999999999999>\" at column 18",
        "FETCH 1 BODY[]<-1.5> | BAD Expected the offset of a partial, found \"-1.5>\" at column 16",
      })
  void brokenFetchesAreNamed(String command, String answer) {
    assertThat(Parsing.refusal(command)).isEqualTo(answer);
  }

  /** C-38. */
  @Test
  void partsHaveABound() {
    assertThat(Parsing.refusal("FETCH 1 BODY[" + "1.".repeat(2000) + "1]"))
        .startsWith("BAD A section deeper than 128 parts: \"1.1.1");
  }
}
