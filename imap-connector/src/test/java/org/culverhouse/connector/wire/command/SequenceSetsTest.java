package org.culverhouse.connector.wire.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.culverhouse.api.model.SequenceSet.STAR;

import java.util.List;
import org.culverhouse.api.command.Copy;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.command.UidExpunge;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SequenceSet;
import org.culverhouse.api.model.SequenceSet.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequenceSetsTest {
  private static SequenceSet set(String text) {
    return ((UidExpunge) Parsing.selected("UID EXPUNGE " + text)).uids();
  }

  @Test
  void setsAreKeptAsWritten() {
    assertThat(set("7")).isEqualTo(SequenceSet.of(7));
    assertThat(set("2,4:7,9,12:*").ranges())
        .isEqualTo(List.of(new Range(2, 2), new Range(4, 7), new Range(9, 9), new Range(12, STAR)));
    assertThat(set("*")).isEqualTo(SequenceSet.of(STAR));
    assertThat(set("*:4,5:7").ranges()).isEqualTo(List.of(new Range(STAR, 4), new Range(5, 7)));
    assertThat(set("1:4294967295")).isEqualTo(SequenceSet.of(1, 4294967295L));
    assertThat(set("*:4294967295")).isEqualTo(SequenceSet.of(STAR, 4294967295L));
  }

  /** C-40: nothing wraps around. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | BAD Zero is not a message number: \"0\" at column 13",
        "1:0 | BAD Zero is not a message number: \"0\" at column 15",
        "4294967296 | BAD Number out of range for a message number: \"4294967296\" at column 13",
        "99999999999999999999 | BAD Number out of range for a message number: \"99999999999999999999\" at column 13",
        "18446744073709551617 | BAD Number out of range for a message number: \"18446744073709551617\" at column 13",
        "1, | BAD Expected a message number, found the end of the line at column 15",
        "1: | BAD Expected a message number, found the end of the line at column 15",
        "-1 | BAD Expected a message number, found \"-1\" at column 13",
        "1:2:3 | BAD Expected the end of the command, found \":3\" at column 16",
        "1,,2 | BAD Expected a message number, found \",2\" at column 15",
      })
  void whatIsNoSetIsNamed(String text, String answer) {
    assertThat(Parsing.refusal("UID EXPUNGE " + text)).isEqualTo(answer);
  }

  @Test
  void copyAndMoveNameTheirTarget() {
    assertThat(Parsing.selected("copy 1:* \"Sent Items\""))
        .isEqualTo(
            new Copy(
                "a", Numbering.SEQUENCE, SequenceSet.of(1, STAR), new MailboxName("Sent Items")));
    assertThat(Parsing.selected("UID COPY 5 inbox"))
        .isEqualTo(new Copy("a", Numbering.UID, SequenceSet.of(5), MailboxName.INBOX));
    assertThat(Parsing.selected("UID MOVE 5 Trash"))
        .isEqualTo(
            new org.culverhouse.api.command.Move(
                "a", Numbering.UID, SequenceSet.of(5), new MailboxName("Trash")));
    assertThat(Parsing.refusal("MOVE 5"))
        .isEqualTo("BAD Expected a space, found the end of the line at column 7");
  }
}
