package org.culverhouse.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.culverhouse.api.Content;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SequenceSet;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.mailbox.MailboxView.Expunges;
import org.culverhouse.mailbox.memory.MemoryStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailboxViewTest {
  private final MailStore store = new MemoryStores().open(new StoreId(1));
  private final Mailbox mailbox = store.open(store.tree().get(MailboxName.INBOX).id());

  private void arrive(int messages) {
    for (int i = 0; i < messages; i++) {
      store.append(
          mailbox.id(),
          List.of(new NewMessage(Content.of(new byte[1]), FlagSet.NONE, Instant.EPOCH)));
    }
  }

  private ToldClient select() {
    return new ToldClient(MailboxView.select(mailbox));
  }

  private void change(long uid, SystemFlag flag) {
    mailbox.change(UidBitmap.of(uid), new FlagChange.Add(FlagSet.of(flag)));
  }

  private static List<String> heard(ToldClient client, Expunges expunges) {
    client.listening().view.tell(expunges, client);
    return client.heard;
  }

  @Test
  void expungesAreToldFromTheLastToTheFirst() {
    arrive(5);
    var client = select();
    mailbox.expunge(UidBitmap.of(2).or(UidBitmap.of(4)));
    assertThat(heard(client, Expunges.TOLD)).startsWith("4 EXPUNGE", "2 EXPUNGE");
    assertThat(client.uids).containsExactly(1L, 3L, 5L);
  }

  @Test
  void anExpungedMessageKeepsItsNumberWhileItIsHeldBack() {
    arrive(3);
    var client = select();
    mailbox.expunge(UidBitmap.of(1));
    assertThat(heard(client, Expunges.HELD)).isEmpty();
    assertThat(client.view.uidOf(2)).isEqualTo(2);
    assertThat(heard(client, Expunges.TOLD)).contains("1 EXPUNGE");
    assertThat(client.view.uidOf(1)).isEqualTo(2);
  }

  @Test
  void aHeldBackMessageCountsAmongThoseThatExist() {
    arrive(3);
    var client = select();
    mailbox.expunge(UidBitmap.of(1));
    arrive(1);
    assertThat(heard(client, Expunges.HELD)).contains("4 EXISTS");
    assertThat(heard(client, Expunges.TOLD)).contains("1 EXPUNGE").doesNotContain("3 EXISTS");
  }

  @Test
  void theFlagsOfAHeldBackMessageCanStillBeAsked() {
    arrive(2);
    change(1, SystemFlag.FLAGGED);
    var client = select();
    mailbox.expunge(UidBitmap.of(1));
    heard(client, Expunges.HELD);
    arrive(1);
    heard(client, Expunges.HELD);
    var state = client.view.stateOf(1, client.view.newest());
    assertThat(state).isPresent();
    assertThat(state.get().flags(1)).isEqualTo(FlagSet.of(SystemFlag.FLAGGED));
  }

  @Test
  void aMessageThatCameAndWentIsNeverTold() {
    arrive(1);
    var client = select();
    arrive(1);
    mailbox.expunge(UidBitmap.of(2));
    assertThat(heard(client, Expunges.TOLD)).isEmpty();
  }

  @Test
  void flagsChangedByOthersAreToldOnce() {
    arrive(3);
    var client = select();
    change(2, SystemFlag.SEEN);
    assertThat(heard(client, Expunges.HELD)).containsExactly("2 FLAGS (\\Seen)");
    assertThat(heard(client, Expunges.HELD)).isEmpty();
  }

  @Test
  void flagsOfANewMessageAreNotToldUnasked() {
    arrive(1);
    var client = select();
    arrive(1);
    change(2, SystemFlag.SEEN);
    assertThat(heard(client, Expunges.TOLD)).containsExactly("2 EXISTS", "2 RECENT");
  }

  @Test
  void aSilentChangeIsNotTold() {
    arrive(2);
    var client = select();
    var add = new FlagChange.Add(FlagSet.of(SystemFlag.SEEN));
    mailbox.change(UidBitmap.of(1), add);
    client.listening().view.silence(UidBitmap.of(1), add, client);
    assertThat(client.heard).isEmpty();
    assertThat(heard(client, Expunges.TOLD)).isEmpty();
  }

  @Test
  void aSilentChangeTellsWhatAnotherSessionDidToTheSameMessage() {
    arrive(2);
    var client = select();
    change(1, SystemFlag.FLAGGED);
    var add = new FlagChange.Add(FlagSet.of(SystemFlag.SEEN));
    mailbox.change(UidBitmap.of(1), add);
    client.listening().view.silence(UidBitmap.of(1), add, client);
    assertThat(client.heard).containsExactly("1 FLAGS (\\Flagged \\Seen)");
  }

  @Test
  void aNewKeywordIsToldBeforeTheFlagsThatUseIt() {
    arrive(1);
    var client = select();
    mailbox.change(UidBitmap.of(1), new FlagChange.Add(FlagSet.of(new Keyword("$Later"))));
    assertThat(heard(client, Expunges.HELD)).containsExactly("FLAGS [$Later]", "1 FLAGS ($Later)");
  }

  @Test
  void messagesAreRecentToOneSessionOnly() {
    arrive(2);
    assertThat(select().view.recent().size()).isEqualTo(2);
    assertThat(select().view.recent().size()).isZero();
  }

  @Test
  void examineTakesNoRecentMessagesAway() {
    arrive(2);
    assertThat(MailboxView.examine(mailbox).recent().size()).isEqualTo(2);
    assertThat(select().view.recent().size()).isEqualTo(2);
  }

  @Test
  void messagesThatArriveAreRecentToWhomTheyAreToldFirst() {
    var first = select();
    var second = select();
    arrive(1);
    assertThat(heard(first, Expunges.TOLD)).containsExactly("1 EXISTS", "1 RECENT");
    assertThat(heard(second, Expunges.TOLD)).containsExactly("1 EXISTS");
    assertThat(first.view.isRecent(1)).isTrue();
    assertThat(second.view.isRecent(1)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      delimiter = '|',
      value = {
        // from | to | sequence numbers mean | UIDs mean
        "1 | 1 | 11    | none",
        "2 | 3 | 12,14 | none",
        "3 | 2 | 12,14 | none",
        "0 | 0 | 14    | 14",
        "2 | 0 | 12,14 | 11:12,14",
        "9 | 0 | 14    | 11:12,14",
        "99 | 0 | 14   | 14",
        "12 | 13 | none | 12",
        "14 | 4294967295 | none | 14",
      })
  void setsMeanWhatTheRfcSays(long from, long to, String byNumber, String byUid) {
    arrive(14);
    mailbox.expunge(
        UidBitmap.of(
            new SequenceSet(List.of(new SequenceSet.Range(1, 10), new SequenceSet.Range(13, 13)))
                .resolve(14)));
    var view = select().view;
    var set = SequenceSet.of(from, to);
    if (view.missing(set).isEmpty()) {
      assertThat(view.withNumbers(set)).hasToString(byNumber == null ? "" : byNumber);
    } else {
      assertThat(byNumber).isNull();
    }
    assertThat(view.withUids(set)).hasToString(byUid == null ? "" : byUid);
  }

  @Test
  void starMeansNothingInAnEmptyMailbox() {
    var view = select().view;
    assertThat(view.missing(SequenceSet.of(1, SequenceSet.STAR))).isEmpty();
    assertThat(view.withNumbers(SequenceSet.of(1, SequenceSet.STAR))).isEqualTo(UidBitmap.EMPTY);
    assertThat(view.withUids(SequenceSet.of(SequenceSet.STAR))).isEqualTo(UidBitmap.EMPTY);
  }

  @Test
  void aNumberBehindTheLastMessageIsMissing() {
    arrive(3);
    assertThat(select().view.missing(SequenceSet.of(2, 4))).hasValue(4);
  }
}
