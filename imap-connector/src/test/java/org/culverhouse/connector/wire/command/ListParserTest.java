package org.culverhouse.connector.wire.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.culverhouse.api.command.ListMailboxes;
import org.culverhouse.api.command.ListMailboxes.Form;
import org.culverhouse.api.command.ListMailboxes.Return;
import org.culverhouse.api.command.ListMailboxes.Selection;
import org.culverhouse.api.command.Lsub;
import org.culverhouse.api.command.StatusItem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListParserTest {
  private static ListMailboxes basic(String reference, String pattern) {
    return new ListMailboxes(
        "a", Form.BASIC, reference, List.of(pattern), Set.of(), Set.of(), List.of());
  }

  @Test
  void basicListsHaveAReferenceAndAPattern() {
    assertThat(Parsing.authenticated("LIST \"\" *")).isEqualTo(basic("", "*"));
    assertThat(Parsing.authenticated("LIST \"\" \"\"")).isEqualTo(basic("", ""));
    assertThat(Parsing.authenticated("LIST a/ %")).isEqualTo(basic("a/", "%"));
    assertThat(Parsing.authenticated("LIST \"\" \"Entw&APw-rfe/%*\""))
        .isEqualTo(basic("", "Entwürfe/%*"));
    assertThat(Parsing.authenticated("LIST \"\" \"\u00C3\u00BC*\"")).isEqualTo(basic("", "ü*"));
    assertThat(Parsing.authenticated("LSUB \"#news.\" \"comp.%\""))
        .isEqualTo(new Lsub("a", "#news.", "comp.%"));
  }

  @Test
  void extendedListsHaveOptions() {
    assertThat(Parsing.authenticated("LIST (SUBSCRIBED REMOTE) \"\" *"))
        .isEqualTo(
            new ListMailboxes(
                "a",
                Form.EXTENDED,
                "",
                List.of("*"),
                Set.of(Selection.SUBSCRIBED, Selection.REMOTE),
                Set.of(),
                List.of()));
    assertThat(
            Parsing.authenticated(
                "LIST () \"\" (\"INBOX\" % \"a b*\") RETURN (subscribed CHILDREN SPECIAL-USE"
                    + " STATUS (MESSAGES UNSEEN))"))
        .isEqualTo(
            new ListMailboxes(
                "a",
                Form.EXTENDED,
                "",
                List.of("INBOX", "%", "a b*"),
                Set.of(),
                Set.of(Return.SUBSCRIBED, Return.CHILDREN, Return.SPECIAL_USE),
                List.of(StatusItem.MESSAGES, StatusItem.UNSEEN)));
    assertThat(Parsing.authenticated("LIST \"\" % RETURN ()"))
        .isEqualTo(
            new ListMailboxes("a", Form.EXTENDED, "", List.of("%"), Set.of(), Set.of(), List.of()));
    assertThat(
            ((ListMailboxes) Parsing.authenticated("LIST (RECURSIVEMATCH SPECIAL-USE) \"\" *"))
                .selection())
        .containsExactlyInAnyOrder(Selection.RECURSIVEMATCH, Selection.SPECIAL_USE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "LIST (FOO) \"\" * | BAD Unknown selection option \"FOO\" at column 7",
        "LIST (RECURSIVEMATCH) \"\" * | BAD RECURSIVEMATCH needs SUBSCRIBED or SPECIAL-USE beside it: \"RECURSIVEMATCH\" at column 7",
        "LIST \"\" * RETURN (FOO) | BAD Unknown return option \"FOO\" at column 19",
        "LIST \"\" * FOO | BAD Expected RETURN, found \"FOO\" at column 11",
        "LIST \"\" () | BAD Expected a mailbox pattern, found \")\" at column 10",
        "LIST \"\" | BAD Expected a space, found the end of the line at column 8",
        "LIST \"\" * RETURN (STATUS) | BAD Expected a space, found \")\" at column 25",
        "LIST \"\" \"&*\" | NO [CANNOT] Mailbox name \"&*\" is not possible: it is not modified UTF-7",
        "LSUB \"\" | BAD Expected a space, found the end of the line at column 8",
      })
  void brokenListsAreNamed(String command, String answer) {
    assertThat(Parsing.refusal(command)).isEqualTo(answer);
  }

  @Test
  void patternsHaveBounds() {
    assertThat(Parsing.refusal("LIST \"\" " + "*".repeat(2001)))
        .startsWith("NO [CANNOT] ")
        .endsWith("longer than 2000 octets");
    assertThat(Parsing.refusal("LIST \"\" (" + "* ".repeat(100) + "*)"))
        .isEqualTo("NO [LIMIT] LIST may have 100 patterns");
  }
}
