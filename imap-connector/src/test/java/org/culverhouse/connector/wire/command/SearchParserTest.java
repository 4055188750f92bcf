package org.culverhouse.connector.wire.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.command.Search;
import org.culverhouse.api.command.Search.Form;
import org.culverhouse.api.command.Search.Return;
import org.culverhouse.api.command.SearchKey;
import org.culverhouse.api.command.SearchKey.And;
import org.culverhouse.api.command.SearchKey.DateOf;
import org.culverhouse.api.command.SearchKey.DateRelation;
import org.culverhouse.api.command.SearchKey.HasFlag;
import org.culverhouse.api.command.SearchKey.Header;
import org.culverhouse.api.command.SearchKey.Not;
import org.culverhouse.api.command.SearchKey.Or;
import org.culverhouse.api.model.Flag;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.SequenceSet;
import org.culverhouse.api.model.SystemFlag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SearchParserTest {
  private static final LocalDate NEW_YEAR = LocalDate.of(2026, 1, 1);

  private static SearchKey key(String program) {
    return ((Search) Parsing.selected("SEARCH " + program)).key();
  }

  private static HasFlag has(Flag flag) {
    return new HasFlag(flag);
  }

  record Row(String program, SearchKey key) {}

  static List<Row> keys() {
    return List.of(
        new Row("ALL", new SearchKey.All()),
        new Row("answered", has(SystemFlag.ANSWERED)),
        new Row("DELETED", has(SystemFlag.DELETED)),
        new Row("DRAFT", has(SystemFlag.DRAFT)),
        new Row("FLAGGED", has(SystemFlag.FLAGGED)),
        new Row("SEEN", has(SystemFlag.SEEN)),
        new Row("KEYWORD $Junk", has(new Keyword("$Junk"))),
        new Row("UNANSWERED", new Not(has(SystemFlag.ANSWERED))),
        new Row("UNDELETED", new Not(has(SystemFlag.DELETED))),
        new Row("UNDRAFT", new Not(has(SystemFlag.DRAFT))),
        new Row("UNFLAGGED", new Not(has(SystemFlag.FLAGGED))),
        new Row("UNSEEN", new Not(has(SystemFlag.SEEN))),
        new Row("UNKEYWORD $Junk", new Not(has(new Keyword("$Junk")))),
        new Row("RECENT", new SearchKey.Recent()),
        new Row("OLD", new Not(new SearchKey.Recent())),
        new Row("NEW", new And(List.of(new SearchKey.Recent(), new Not(has(SystemFlag.SEEN))))),
        new Row("BCC bob", new Header("Bcc", "bob")),
        new Row("CC bob", new Header("Cc", "bob")),
        new Row("FROM \"bob smith\"", new Header("From", "bob smith")),
        new Row("TO bob", new Header("To", "bob")),
        new Row("SUBJECT \"\"", new Header("Subject", "")),
        new Row("HEADER Message-ID <a@b>", new Header("Message-ID", "<a@b>")),
        new Row("BODY x", new SearchKey.Body("x")),
        new Row("TEXT \"\u00C3\u00BC\"", new SearchKey.Text("ü")),
        new Row("LARGER 5000000000", new SearchKey.Larger(5_000_000_000L)),
        new Row("SMALLER 0", new SearchKey.Smaller(0)),
        new Row("OLDER 60", new SearchKey.Older(Duration.ofMinutes(1))),
        new Row("YOUNGER 86400", new SearchKey.Younger(Duration.ofDays(1))),
        new Row("UID 5:*", new SearchKey.Uids(SequenceSet.of(5, SequenceSet.STAR))),
        new Row("2:4", new SearchKey.Numbers(SequenceSet.of(2, 4))),
        new Row("*", new SearchKey.Numbers(SequenceSet.of(SequenceSet.STAR))),
        new Row(
            "BEFORE 1-Jan-2026",
            new SearchKey.Date(DateOf.INTERNAL, DateRelation.BEFORE, NEW_YEAR)),
        new Row(
            "ON \"01-jan-2026\"", new SearchKey.Date(DateOf.INTERNAL, DateRelation.ON, NEW_YEAR)),
        new Row(
            "SINCE 1-Jan-2026", new SearchKey.Date(DateOf.INTERNAL, DateRelation.SINCE, NEW_YEAR)),
        new Row(
            "SENTBEFORE 1-Jan-2026",
            new SearchKey.Date(DateOf.SENT, DateRelation.BEFORE, NEW_YEAR)),
        new Row("SENTON 1-Jan-2026", new SearchKey.Date(DateOf.SENT, DateRelation.ON, NEW_YEAR)),
        new Row(
            "SENTSINCE 1-Jan-2026", new SearchKey.Date(DateOf.SENT, DateRelation.SINCE, NEW_YEAR)),
        new Row("NOT SEEN", new Not(has(SystemFlag.SEEN))),
        new Row("OR SEEN DRAFT", new Or(has(SystemFlag.SEEN), has(SystemFlag.DRAFT))),
        new Row(
            "OR (SEEN DRAFT) NOT 1",
            new Or(
                new And(List.of(has(SystemFlag.SEEN), has(SystemFlag.DRAFT))),
                new Not(new SearchKey.Numbers(SequenceSet.of(1))))),
        new Row(
            "SEEN ((DRAFT)) ALL",
            new And(List.of(has(SystemFlag.SEEN), has(SystemFlag.DRAFT), new SearchKey.All()))));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void everyKeyIsRead(Row row) {
    assertThat(key(row.program())).isEqualTo(row.key());
  }

  @Test
  void resultOptions() {
    assertThat(Parsing.selected("SEARCH ALL"))
        .isEqualTo(new Search("a", Numbering.SEQUENCE, Form.BASIC, Set.of(), new SearchKey.All()));
    assertThat(Parsing.selected("UID SEARCH RETURN (MIN max COUNT) ALL"))
        .isEqualTo(
            new Search(
                "a",
                Numbering.UID,
                Form.EXTENDED,
                Set.of(Return.MIN, Return.MAX, Return.COUNT),
                new SearchKey.All()));
    assertThat(((Search) Parsing.selected("SEARCH RETURN () ALL")).returns())
        .containsExactly(Return.ALL);
    assertThat(((Search) Parsing.selected("SEARCH RETURN (SAVE ALL) CHARSET utf-8 1")).returns())
        .containsExactlyInAnyOrder(Return.SAVE, Return.ALL);
  }

  @Test
  void textsAreDecodedFromTheirCharset() {
    assertThat(key("CHARSET UTF-8 BODY \"\u00E2\u0098\u00BA\"")).isEqualTo(new SearchKey.Body("☺"));
    assertThat(key("CHARSET iso-8859-1 BODY \"\u00FC\"")).isEqualTo(new SearchKey.Body("ü"));
    assertThat(key("CHARSET \"windows-1251\" BODY \"\u00E6\"")).isEqualTo(new SearchKey.Body("ж"));
    assertThat(key("CHARSET US-ASCII BODY x")).isEqualTo(new SearchKey.Body("x"));
    assertThat(key("CHARSET ISO-2022-JP BODY \"\33$B$3\33(B\"")).isEqualTo(new SearchKey.Body("こ"));
  }

  /** C-49. */
  @Test
  void anUnknownCharsetIsAnsweredWithThoseThatAreKnown() {
    assertThat(Parsing.refusal("SEARCH CHARSET x-bogus ALL"))
        .startsWith("NO [BadCharset[known=[UTF-8, US-ASCII")
        .endsWith("Unknown charset \"x-bogus\"");
    assertThat(Parsing.refusal("SEARCH CHARSET \"a b\" ALL"))
        .startsWith("NO [BadCharset[known=[UTF-8, US-ASCII");
    assertThat(Parsing.refusal("SEARCH CHARSET \"\" ALL"))
        .startsWith("NO [BadCharset[known=[UTF-8, US-ASCII");
    assertThat(Parsing.refusal("SEARCH BODY \"\u00FC\""))
        .isEqualTo("BAD Not a text in UTF-8: \"\\\"\\xFC\\\"\" at column 13");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "SEARCH SINCE 31-Foo-2002 | BAD Unknown month in date \"31-Foo-2002\" at column 14",
        "SEARCH SENTBEFORE 32-Jan-2002 | BAD No such day in date \"32-Jan-2002\" at column 19",
        "SEARCH ON 29-Feb-2025 | BAD No such day in date \"29-Feb-2025\" at column 11",
        "SEARCH ON 1-Jan-26 | BAD Invalid year in date \"1-Jan-26\" at column 11",
        "SEARCH ON x | BAD Invalid day in date \"x\" at column 11",
        "SEARCH ON 1-January-2026 | BAD Expected \"-\" in date \"1-January-2026\" at column 11",
        "SEARCH ON 1-Jan-20266 | BAD Text behind the end in date \"1-Jan-20266\" at column 11",
        "SEARCH FOO | BAD Unknown search key \"FOO\" at column 8",
        "SEARCH SEEN FOO bar | BAD Unknown search key \"FOO\" at column 13",
        "SEARCH NOT | BAD Expected a space, found the end of the line at column 11",
        "SEARCH OR SEEN | BAD Expected a space, found the end of the line at column 15",
        "SEARCH () | BAD Expected a search key, found \")\" at column 9",
        "SEARCH (SEEN | BAD Expected \")\", found the end of the line at column 13",
        "SEARCH | BAD Expected a space, found the end of the line at column 7",
        "SEARCH RETURN (FOO) ALL | BAD Unknown result option \"FOO\" at column 16",
        "SEARCH RETURN (MIN) | BAD Expected a space, found the end of the line at column 20",
        "SEARCH LARGER x | BAD Expected a size, found \"x\" at column 15",
        "SEARCH LARGER 9223372036854775808 | BAD Number out of range for a size: \"9223372036854775808\" at column 15",
        "SEARCH OLDER 0 | BAD Zero is not an interval: \"0\" at column 14",
        "SEARCH KEYWORD \\Seen | BAD Expected a flag, found \"\\\\Seen\" at column 16",
        "SEARCH HEADER \"a:b\" x | BAD Invalid header field name \"\\\"a:b\\\"\" at column 15",
      })
  void brokenSearchesAreNamed(String command, String answer) {
    assertThat(Parsing.refusal(command)).isEqualTo(answer);
  }

  /** C-38, and C-32 for the parentheses: 64 levels, and never a stack that overflows. */
  @ParameterizedTest
  @CsvSource({"'NOT ', ''", "'(', ')'", "'OR 1 ', ''", "'OR (NOT ', ' 1) 1'"})
  void nestingHasABound(String opening, String closing) {
    int levels =
        opening.length()
            - opening.replace("NOT", "OT").replace("(", "").replace("OR", "R").length();
    int most = 64 / levels;
    assertThat(key(opening.repeat(most) + "1" + closing.repeat(most))).isNotNull();
    assertThat(
            Parsing.refusal("SEARCH " + opening.repeat(most + 1) + "1" + closing.repeat(most + 1)))
        .startsWith("BAD Nested deeper than 64 levels: ");
    assertThat(Parsing.refusal("SEARCH " + opening.repeat(6000)))
        .startsWith("BAD Nested deeper than 64 levels: ");
  }

  @Test
  void keysHaveABound() {
    assertThat(Parsing.refusal("SEARCH " + "1 ".repeat(2000) + "1"))
        .startsWith("NO [LIMIT] More than 2000 elements");
  }
}
