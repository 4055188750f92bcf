package org.culverhouse.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerMatcherTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "3 exists | 3 EXISTS",
        "1 fetch (flags (\\Seen)) | 1 FETCH (UID 7 FLAGS (\\Recent \\SEEN))",
        "1 fetch (flags (\\Seen \\Draft)) | 1 FETCH (FLAGS (\\Draft \\Seen))",
        "1 fetch (body[header.fields (to)] \"x\") | 1 FETCH (BODY[HEADER.FIELDS (\"TO\")] \"x\")",
        "list (\\Sent) \"/\" \"Sent\" | LIST (\\HasNoChildren \\Sent) \"/\" Sent",
        "search 1 2 3 | SEARCH 3 1 2",
        "ok [copyuid $ 1:3 $] | OK [COPYUID 7 1,2,3 4:6] done",
        "ok | OK [ALERT] anything (goes",
        "capability idle | CAPABILITY IMAP4rev1 IDLE",
        "flags (\\Seen ...) | FLAGS (\\Answered \\Seen)",
        "status box (messages 2) | STATUS box (UNSEEN 0 MESSAGES 2)",
        "esearch (tag $) count 2 min 1 | ESEARCH (TAG \"a\") MIN 1 COUNT 2",
      })
  void matches(String expected, String actual) {
    assertThat(match(expected, actual)).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "3 exists | 4 EXISTS",
        "1 fetch (flags (\\Seen)) | 1 FETCH (FLAGS (\\Seen \\Draft))",
        "1 fetch (flags (\\Seen)) | 1 FETCH (UID 7)",
        "1 fetch (body[text] \"x\") | 1 FETCH (BODY[TEXT] \"X\")",
        "1 fetch (body[text] \"x\") | 1 FETCH (BODY[TEXT] NIL)",
        "list (!\\Noselect) \"/\" \"a\" | LIST (\\Noselect) \"/\" a",
        "list () \"/\" \"a\" | LIST () \"/\" A",
        "search 1 2 | SEARCH 1 2 3",
        "ok [] | OK [ALERT] text",
        "no [trycreate] | NO text",
        "capability idle | CAPABILITY IMAP4rev1",
        "esearch (tag $) | ESEARCH (TAG \"a\") COUNT 0",
        "esearch (tag $) count 1 | ESEARCH (TAG \"a\") UID COUNT 1",
      })
  void doesNotMatch(String expected, String actual) {
    assertThat(match(expected, actual)).isEmpty();
  }

  @Test
  void aVariableIsBoundOnceAndThenCompared() {
    var bound = match("1 fetch (uid $a)", "1 FETCH (UID 17)").orElseThrow();

    assertThat(match("2 fetch (uid $a)", "2 FETCH (UID 17)", bound)).isPresent();
    assertThat(match("2 fetch (uid $a)", "2 FETCH (UID 18)", bound)).isEmpty();
  }

  @Test
  void literalsAndQuotedStringsAreTheSame() {
    assertThat(match("1 fetch (body[] \"ab\")", "1 FETCH (BODY[] {2}\r\nab)")).isPresent();
  }

  private static Optional<Bindings> match(String expected, String actual) {
    return match(expected, actual, new Bindings(Map.of()));
  }

  private static Optional<Bindings> match(String expected, String actual, Bindings bindings) {
    return AnswerMatcher.match(
        TokenReader.answer(bindings.expand(expected)), TokenReader.answer(actual), bindings);
  }
}
