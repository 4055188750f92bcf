package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.MailboxId;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SpecialUse;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.index.MailboxState;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.Mailbox;
import org.culverhouse.mailbox.MailboxSnapshot;
import org.culverhouse.mailbox.NewMessage;
import org.culverhouse.mailbox.QuotaLimits;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.UidBitmap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** At full quota nothing comes in, all of a command or nothing of it, and everything can go. */
class QuotaTest {
  private static final NewMessage MESSAGE =
      NativeStoresTest.message(
          "Subject: x\r\n\r\n", FlagSet.of(SystemFlag.ANSWERED, new Keyword("$Junk")));

  private final SimServer server = SimServer.on(new SimIo(SimServer.ROOT), Durability.OPTIMIZED, 1);
  private final NativeStores stores = server.stores();
  private final MailStore store = stores.open(SimServer.ID);
  private final MailboxId trash =
      store.create(new MailboxName("Trash"), Set.of(SpecialUse.TRASH)).id();
  private final MailboxId other = store.create(new MailboxName("other"), Set.of()).id();

  @AfterEach
  void close() {
    store.close();
    stores.close();
  }

  private Mailbox inbox(int messages) {
    var inbox = store.tree().get(MailboxName.INBOX).id();
    store.append(inbox, Collections.nCopies(messages, MESSAGE));
    return store.open(inbox);
  }

  private void limit(long messages) {
    store.limit(new QuotaLimits(QuotaLimits.UNLIMITED, messages));
  }

  private static void assertOverQuota(ThrowingCallable call) {
    assertThatExceptionOfType(MailException.class)
        .isThrownBy(call)
        .matches(e -> e.reason() == Reason.OVER_QUOTA);
  }

  private static List<Long> emailId(MailboxSnapshot state, long uid) {
    var row = ((MailboxState) state).row(uid);
    return List.of(row.emailIdHigh(), row.emailIdLow());
  }

  @Test
  void aCopyOfTooMuchCopiesNothing() {
    var inbox = inbox(10_000);
    limit(15_000);
    var before = StoreText.lines(store);
    assertOverQuota(() -> inbox.copy(inbox.snapshot().live(), other));
    assertThat(StoreText.lines(store)).isEqualTo(before);
  }

  @Test
  void severalMessagesAreAppendedOrNone() {
    var inbox = inbox(1);
    limit(3);
    assertOverQuota(() -> store.append(inbox.id(), List.of(MESSAGE, MESSAGE, MESSAGE)));
    assertThat(inbox.snapshot().live()).hasToString("1");
  }

  @Test
  void aMessageIsReplacedByOneThatIsNotLargerEvenOverTheQuota() {
    var inbox = inbox(4);
    limit(2);
    inbox.replace(1, other, MESSAGE);
    assertThat(inbox.snapshot().live()).hasToString("2:4");
    store.limit(new QuotaLimits(store.usage().octets(), 100));
    var larger = NativeStoresTest.message("Subject: xyz\r\n\r\n", FlagSet.NONE);
    var before = StoreText.lines(store);
    assertOverQuota(() -> inbox.replace(2, other, larger));
    assertThat(StoreText.lines(store)).isEqualTo(before);
  }

  @Test
  void everythingCanGo() {
    var inbox = inbox(4);
    limit(2);
    inbox.move(UidBitmap.of(1), trash);
    inbox.expunge(UidBitmap.of(2));
    inbox.move(UidBitmap.of(3), other);
    store.delete(new MailboxName("other"));
    assertThat(store.usage().messages()).isEqualTo(2);
  }

  @Test
  void aMailProgramThatDeletesByACopyToTheTrashCanDoSo() {
    var inbox = inbox(3);
    limit(3);
    assertOverQuota(() -> inbox.copy(UidBitmap.of(1), other));
    inbox.copy(UidBitmap.of(1), trash);
    assertOverQuota(() -> inbox.copy(UidBitmap.of(2), trash));
    inbox.expunge(UidBitmap.of(1));
    assertThat(store.usage().messages()).isEqualTo(3);
    inbox.copy(UidBitmap.of(2), trash);
  }

  @Test
  void theSameMessageTwiceIsTwoMessagesOfOneBodyAndAllFlags() {
    var inbox = inbox(1);
    inbox.copy(UidBitmap.of(1), other);
    long before = server.io().used();
    for (int i = 0; i < 10; i++) {
      inbox.copy(UidBitmap.of(1), other);
    }
    assertThat(server.io().used() - before).isLessThan(10 * 1024 + (1 << 13));
    var state = store.open(other).snapshot();
    assertThat(state.live().size()).isEqualTo(11);
    assertThat(state.flags(11)).isEqualTo(FlagSet.of(SystemFlag.ANSWERED, new Keyword("$Junk")));
    assertThat(emailId(state, 11)).isEqualTo(emailId(state, 1));
  }
}
