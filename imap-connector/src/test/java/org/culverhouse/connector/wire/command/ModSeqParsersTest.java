package org.culverhouse.connector.wire.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.culverhouse.api.command.Fetch;
import org.culverhouse.api.command.FetchAttribute.Item;
import org.culverhouse.api.command.FetchModifiers;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.command.Resync;
import org.culverhouse.api.command.Search;
import org.culverhouse.api.command.SearchKey;
import org.culverhouse.api.command.Select;
import org.culverhouse.api.command.Store;
import org.culverhouse.api.model.Extension;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.ModSeq;
import org.culverhouse.api.model.NumberRange;
import org.culverhouse.api.model.PartialRange;
import org.culverhouse.api.model.SequenceSet;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.api.model.UidSet;
import org.culverhouse.api.model.UidValidity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What RFC 7162, RFC 5182 and RFC 9394 add to commands that were there before. */
class ModSeqParsersTest {
  private static final MailboxName INBOX = MailboxName.INBOX;

  private static Select select(Resync resync) {
    return new Select("a", INBOX, Select.Access.READ_WRITE, Set.of(), Optional.of(resync));
  }

  @Test
  void selectTakesWhatTheClientKnows() {
    var validity = new UidValidity(67890007);
    var modSeq = new ModSeq(20050715194045000L);
    assertThat(Parsing.selected("SELECT INBOX (CONDSTORE)"))
        .isEqualTo(
            new Select(
                "a",
                INBOX,
                Select.Access.READ_WRITE,
                Set.of(Extension.CONDSTORE),
                Optional.empty()));
    assertThat(Parsing.selected("SELECT INBOX (QRESYNC (67890007 20050715194045000))"))
        .isEqualTo(select(new Resync(validity, modSeq, Optional.empty(), Optional.empty())));
    var known =
        new UidSet(
            List.of(new NumberRange(41, 41), new NumberRange(43, 211), new NumberRange(214, 541)));
    assertThat(
            Parsing.selected(
                "SELECT INBOX (QRESYNC (67890007 20050715194045000 41,43:211,214:541))"))
        .isEqualTo(select(new Resync(validity, modSeq, Optional.of(known), Optional.empty())));
    var sample = new Resync.Sample(UidSet.of(4, 5), UidSet.of(8, 9));
    assertThat(Parsing.selected("SELECT INBOX (QRESYNC (67890007 20050715194045000 (4,5 8,9)))"))
        .isEqualTo(select(new Resync(validity, modSeq, Optional.empty(), Optional.of(sample))));
    assertThat(
            Parsing.selected(
                "SELECT INBOX (QRESYNC (67890007 20050715194045000 41,43:211,214:541 (4:5 8:9)))"))
        .isEqualTo(select(new Resync(validity, modSeq, Optional.of(known), Optional.of(sample))));
  }

  @Test
  void aConditionStandsInFrontOfWhatIsStored() {
    assertThat(Parsing.selected("STORE 1 (UNCHANGEDSINCE 0) +FLAGS.SILENT (\\Deleted)"))
        .isEqualTo(
            new Store(
                "a",
                Numbering.SEQUENCE,
                SequenceSet.of(1),
                Store.Mode.ADD,
                Store.Echo.SILENT,
                FlagSet.of(SystemFlag.DELETED),
                Optional.of(ModSeq.ZERO)));
  }

  @Test
  void modifiersOfFetchStandBehindTheItems() {
    var since = Optional.of(new ModSeq(12345));
    assertThat(Parsing.selected("UID FETCH 1:* (FLAGS) (CHANGEDSINCE 12345 VANISHED)"))
        .isEqualTo(
            new Fetch(
                "a",
                Numbering.UID,
                SequenceSet.of(1, SequenceSet.STAR),
                List.of(Item.FLAGS, Item.MODSEQ),
                new FetchModifiers(since, true, Optional.empty())));
    assertThat(Parsing.selected("UID FETCH $ FLAGS (PARTIAL -1:-30)"))
        .isEqualTo(
            new Fetch(
                "a",
                Numbering.UID,
                SequenceSet.SAVED,
                List.of(Item.FLAGS),
                new FetchModifiers(
                    Optional.empty(), false, Optional.of(new PartialRange(-1, -30)))));
  }

  @Test
  void searchKnowsModSeqWindowsAndTheSavedResult() {
    assertThat(
            Parsing.selected(
                "SEARCH RETURN (PARTIAL 1:500 SAVE) MODSEQ \"/flags/\\\\draft\" all 620162338"))
        .isEqualTo(
            new Search(
                "a",
                Numbering.SEQUENCE,
                Search.Form.EXTENDED,
                Set.of(Search.Return.SAVE),
                Optional.of(new PartialRange(1, 500)),
                new SearchKey.ChangedAt(new ModSeq(620162338))));
    assertThat(Parsing.selected("SEARCH NOT $"))
        .isEqualTo(
            new Search(
                "a",
                Numbering.SEQUENCE,
                Search.Form.BASIC,
                Set.of(),
                new SearchKey.Not(new SearchKey.Numbers(SequenceSet.SAVED))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT INBOX (FASTER) | BAD Unknown parameter of SELECT \"FASTER\" at column 15",
        "SELECT INBOX (QRESYNC (1 0)) | BAD Zero is not a mod-sequence: \"0\" at column 26",
        "SELECT INBOX (QRESYNC (1 2 1:*)) | BAD * may not stand in \"1:*\" at column 28",
        "SELECT INBOX (QRESYNC (1 2 $)) | BAD Expected a message number, found \"$\" at column 28",
        "SELECT INBOX (QRESYNC (1 2 (1:2 3))) | BAD There must be as many sequence numbers as UIDs in \"1:2\" at column 29",
        "STORE 1 (CHANGEDSINCE 1) FLAGS a | BAD Unknown store modifier \"CHANGEDSINCE\" at column 10",
        "FETCH 1 FLAGS (VANISHED) | BAD Only UID FETCH has the modifier \"VANISHED\" at column 16",
        "UID FETCH 1 FLAGS (VANISHED) | BAD VANISHED needs CHANGEDSINCE beside it: \"(VANISHED\" at column 19",
        "UID FETCH 1 FLAGS (CHANGEDSINCE 0) | BAD Zero is not a mod-sequence: \"0\" at column 33",
        "SEARCH RETURN (ALL PARTIAL 1:2) ALL | BAD ALL and PARTIAL exclude each other: \"ALL\" at column 16",
        "SEARCH RETURN (PARTIAL 1:-2) ALL | BAD Expected a position among the results, found \"-2\" at column 26",
        "SEARCH RETURN (PARTIAL 0:2) ALL | BAD Zero is not a position among the results: \"0:2\" at column 24",
      })
  void brokenParametersAreNamed(String command, String answer) {
    assertThat(Parsing.refusal(command)).isEqualTo(answer);
  }
}
