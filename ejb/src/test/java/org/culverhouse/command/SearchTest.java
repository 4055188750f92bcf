package org.culverhouse.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.culverhouse.api.Content;
import org.culverhouse.api.command.Append;
import org.culverhouse.api.command.AppendMessage;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.command.Search;
import org.culverhouse.api.command.Search.Return;
import org.culverhouse.api.command.SearchKey;
import org.culverhouse.api.command.SearchKey.DateOf;
import org.culverhouse.api.command.SearchKey.DateRelation;
import org.culverhouse.api.command.Store.Mode;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SequenceSet;
import org.culverhouse.api.model.SystemFlag;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Backend.class)
class SearchTest {
  @RegisterExtension final World world;
  private final Client client;

  SearchTest(Backend backend) {
    world = new World(backend);
    client = world.login();
  }

  /** Five messages: UIDs 2 to 6, numbers 1 to 5, a day apart. */
  @BeforeEach
  void select() {
    world.deliver(1);
    append(
        "2026-11-01T23:30:00Z",
        "Subject: one\r\nDate: Sun, 1 Nov 2026 23:30:00 -0500\r\n\r\nApple");
    append("2026-11-02T00:10:00Z", "Subject: =?utf-8?Q?zw=C3=96lf?=\r\n\r\nBanana");
    append(
        "2026-11-03T12:00:00Z", "Subject: three\r\nCc: bob@example.org\r\n\r\n" + "x".repeat(500));
    append("2026-11-22T12:00:00Z", "Subject: four\r\nX-Tag: \r\n\r\nCherry apple");
    append("2026-11-23T11:59:00Z", "Subject: five\r\n\r\n");
    client.select("INBOX");
    world.expunge(1);
    client.noop();
  }

  private void append(String date, String text) {
    client.run(
        new Append(
            "a",
            MailboxName.INBOX,
            List.of(
                new AppendMessage(
                    FlagSet.NONE,
                    Optional.of(Instant.parse(date)),
                    Content.of(text.getBytes(StandardCharsets.UTF_8))))));
  }

  private void finds(SearchKey key, String numbers) {
    var found = numbers.isEmpty() ? "* SEARCH" : "* SEARCH " + numbers;
    assertThat(client.search(key)).as(key.toString()).containsExactly(found, "a OK");
  }

  private static SearchKey.Date date(DateOf of, DateRelation relation, String day) {
    return new SearchKey.Date(of, relation, LocalDate.parse(day));
  }

  @Test
  void allFindsAll() {
    finds(new SearchKey.All(), "1:5");
  }

  @Test
  void numbersAndUidsNameMessages() {
    finds(new SearchKey.Numbers(SequenceSet.of(4, SequenceSet.STAR)), "4:5");
    finds(new SearchKey.Uids(SequenceSet.of(5, SequenceSet.STAR)), "4:5");
    finds(new SearchKey.Uids(SequenceSet.of(900, SequenceSet.STAR)), "5:5");
    finds(new SearchKey.Uids(SequenceSet.of(900, 901)), "");
  }

  @Test
  void aNumberThatNoMessageHasIsTheClientsMistake() {
    assertThat(client.search(new SearchKey.Numbers(SequenceSet.of(6)))).containsExactly("a BAD");
  }

  @Test
  void flagsAndKeywordsAreFound() {
    client.store(2, 2, Mode.ADD, SystemFlag.SEEN, new Keyword("$Later"));
    client.store(3, 3, Mode.ADD, SystemFlag.SEEN);
    finds(new SearchKey.HasFlag(SystemFlag.SEEN), "2:3");
    finds(new SearchKey.HasFlag(new Keyword("$later")), "2:2");
    finds(new SearchKey.HasFlag(new Keyword("$never")), "");
    finds(new SearchKey.Not(new SearchKey.HasFlag(SystemFlag.SEEN)), "1:1 4:5");
  }

  @Test
  void recentMessagesAreThoseOfThisSession() {
    finds(new SearchKey.Recent(), "1:5");
    client.select("INBOX");
    finds(new SearchKey.Recent(), "");
  }

  @Test
  void keysCombine() {
    var apple =
        new SearchKey.Uids(
            new SequenceSet(List.of(new SequenceSet.Range(2, 2), new SequenceSet.Range(5, 5))));
    var large = new SearchKey.Larger(500);
    finds(new SearchKey.Or(apple, large), "1:1 3:4");
    finds(
        new SearchKey.And(
            List.of(apple, new SearchKey.Not(new SearchKey.Numbers(SequenceSet.of(1))))),
        "4:4");
    finds(new SearchKey.Not(new SearchKey.Or(apple, large)), "2:2 5:5");
  }

  @Test
  void sizesAreCompared() {
    finds(new SearchKey.Larger(500), "3:3");
    finds(new SearchKey.Smaller(45), "2:2 4:5");
  }

  @Test
  void internalDatesAreDaysInUtc() {
    finds(date(DateOf.INTERNAL, DateRelation.ON, "2026-11-01"), "1:1");
    finds(date(DateOf.INTERNAL, DateRelation.BEFORE, "2026-11-02"), "1:1");
    finds(date(DateOf.INTERNAL, DateRelation.SINCE, "2026-11-03"), "3:5");
  }

  @Test
  void sentDatesAreDaysWhereTheyWereWritten() {
    finds(date(DateOf.SENT, DateRelation.ON, "2026-11-01"), "1:1");
    finds(date(DateOf.SENT, DateRelation.SINCE, "2026-11-02"), "2:5");
  }

  @Test
  void ageCountsFromNow() {
    finds(new SearchKey.Younger(Duration.ofMinutes(2)), "5:5");
    finds(new SearchKey.Older(Duration.ofDays(20)), "1:2");
  }

  @Test
  void headersAreDecodedAndComparedWithoutCase() {
    finds(new SearchKey.Header("subject", "ZWÖLF"), "2:2");
    finds(new SearchKey.Header("Cc", "bob"), "3:3");
    finds(new SearchKey.Header("X-Tag", ""), "4:4");
    finds(new SearchKey.Header("X-None", ""), "");
  }

  @Test
  void bodiesAndTextsAreSearched() {
    finds(new SearchKey.Body("APPLE"), "1:1 4:4");
    finds(new SearchKey.Body("four"), "");
    finds(new SearchKey.Text("four"), "4:4");
  }

  @Test
  void uidSearchAnswersWithUids() {
    assertThat(
            client.run(
                new Search("a", Numbering.UID, Search.Form.BASIC, Set.of(), new SearchKey.All())))
        .containsExactly("* SEARCH 2:6", "a OK");
  }

  @Test
  void extendedSearchReturnsWhatIsAsked() {
    var key = new SearchKey.Not(new SearchKey.Numbers(SequenceSet.of(3)));
    assertThat(
            client.run(
                new Search(
                    "a",
                    Numbering.UID,
                    Search.Form.EXTENDED,
                    Set.of(Return.MIN, Return.MAX, Return.ALL, Return.COUNT),
                    key)))
        .containsExactly("* ESEARCH a UID MIN 2 MAX 6 ALL 2:3,5:6 COUNT 4", "a OK");
  }

  @Test
  void extendedSearchThatFindsNothingStillCounts() {
    assertThat(
            client.run(
                new Search(
                    "a",
                    Numbering.SEQUENCE,
                    Search.Form.EXTENDED,
                    Set.of(Return.MIN, Return.ALL, Return.COUNT),
                    new SearchKey.Larger(9999))))
        .containsExactly("* ESEARCH a SEQUENCE COUNT 0", "a OK");
  }

  @Test
  void aSavedResultIsNotToldAndStandsForItsMessages() {
    assertThat(client.run(saving(Set.of(Return.SAVE), new SearchKey.Numbers(SequenceSet.of(2, 3)))))
        .containsExactly("a OK");
    assertThat(client.search(new SearchKey.Numbers(SequenceSet.SAVED)))
        .containsExactly("* SEARCH 2:3", "a OK");
    client.run(saving(Set.of(Return.SAVE, Return.MAX), new SearchKey.All()));
    assertThat(client.search(new SearchKey.Numbers(SequenceSet.SAVED)))
        .containsExactly("* SEARCH 5:5", "a OK");
  }

  private static Search saving(Set<Return> returns, SearchKey key) {
    return new Search("a", Numbering.SEQUENCE, Search.Form.EXTENDED, returns, key);
  }

  @Test
  void searchTellsNoExpunges() {
    world.expunge(2);
    assertThat(client.search(new SearchKey.All())).containsExactly("* SEARCH 2:5", "a OK");
    assertThat(client.noop()).contains("* 1 EXPUNGE");
  }
}
