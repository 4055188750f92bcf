package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.MailboxId;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.api.model.Uid;
import org.culverhouse.mailbox.Appended;
import org.culverhouse.mailbox.FlagChange;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.Mailbox;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.UidBitmap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A mailbox that comes to the end of its UIDs gets new ones, and a new UIDVALIDITY. */
class RenumberTest {
  private final SimServer server = SimServer.on(new SimIo(SimServer.ROOT), Durability.OPTIMIZED, 1);
  private final NativeStores stores = server.stores();
  private final MailStore store = stores.open(SimServer.ID);

  @AfterEach
  void close() {
    store.close();
    stores.close();
  }

  private MailboxId inbox() {
    return store.tree().get(MailboxName.INBOX).id();
  }

  private Mailbox open() {
    return store.open(inbox());
  }

  private Appended append(FlagSet flags) {
    return store.append(inbox(), List.of(NativeStoresTest.message("Subject: x\r\n\r\n", flags)));
  }

  @Test
  void theLastUidIsFollowedByTheFirst() {
    store.raiseUidNext(inbox(), Uid.MAX - 1);
    var first = append(FlagSet.of(SystemFlag.FLAGGED));
    assertThat(first.uids()).hasToString("4294967294");
    assertThat(open().snapshot().uidNext()).isEqualTo(Uid.MAX);

    var second = append(FlagSet.NONE);
    assertThat(second.uids()).hasToString("2");
    assertThat(second.validity().value()).isGreaterThan(first.validity().value());
    assertThat(append(FlagSet.NONE).uids()).hasToString("3");
    var state = open().snapshot();
    assertThat(state.uidValidity()).isEqualTo(second.validity());
    assertThat(store.tree().get(MailboxName.INBOX).uidValidity()).isEqualTo(second.validity());
    assertThat(state.flags(1)).isEqualTo(FlagSet.of(SystemFlag.FLAGGED));
    assertThat(state.uidNext()).isEqualTo(4);
  }

  @Test
  void severalMessagesAreNotSplit() {
    store.raiseUidNext(inbox(), Uid.MAX - 2);
    var message = NativeStoresTest.message("Subject: x\r\n\r\n", FlagSet.NONE);
    assertThat(store.append(inbox(), List.of(message, message, message)).uids()).hasToString("1:3");
  }

  @Test
  void whoKnewTheOldUidsCanDoNothingWithThem() {
    append(FlagSet.NONE);
    var before = open();
    store.renumber(inbox());
    assertThat(before.isRenumbered()).isTrue();
    assertRefused(before::snapshot);
    assertRefused(() -> before.message(1));
    assertRefused(() -> before.structure(1));
    assertRefused(
        () -> before.change(UidBitmap.of(1), new FlagChange.Add(FlagSet.of(SystemFlag.SEEN))));
    assertRefused(() -> before.expunge(UidBitmap.of(1)));
    assertRefused(() -> before.copy(UidBitmap.of(1), inbox()));
    assertRefused(() -> before.move(UidBitmap.of(1), inbox()));
    assertRefused(before::claimRecent);
    assertThat(open().isRenumbered()).isFalse();
    assertThat(open().snapshot().flags(1)).isEqualTo(FlagSet.NONE);
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatExceptionOfType(MailException.class)
        .isThrownBy(call)
        .matches(e -> e.reason() == Reason.RENUMBERED);
  }

  @Test
  void copiesWithinTheMailboxAreThoseThatWereMeant() {
    append(FlagSet.of(SystemFlag.SEEN));
    append(FlagSet.of(SystemFlag.FLAGGED));
    store.raiseUidNext(inbox(), Uid.MAX);
    var mailbox = open();
    mailbox.expunge(UidBitmap.of(1));
    var copied = mailbox.copy(UidBitmap.of(2), inbox());
    assertThat(copied.source()).hasToString("2");
    assertThat(copied.target()).hasToString("2");
    assertThat(open().snapshot().with(SystemFlag.FLAGGED)).hasToString("1:2");

    store.raiseUidNext(inbox(), Uid.MAX);
    assertThat(open().move(UidBitmap.of(1), inbox()).target()).hasToString("3");
    assertThat(open().snapshot().live()).hasToString("2:3");
  }

  @Test
  void aMailboxIsMovedIntoOneThatIsAtItsEnd() {
    append(FlagSet.NONE);
    append(FlagSet.NONE);
    var target = store.create(new MailboxName("b"), Set.of());
    store.raiseUidNext(target.id(), Uid.MAX - 1);
    var moved = open().move(UidBitmap.of(1).or(UidBitmap.of(2)), target.id());
    assertThat(moved.target()).hasToString("1:2");
    assertThat(moved.validity().value()).isGreaterThan(target.uidValidity().value());
  }

  @Test
  void uidsOnlyGoUp() {
    append(FlagSet.NONE);
    store.raiseUidNext(inbox(), 100);
    assertThatExceptionOfType(MailException.class)
        .isThrownBy(() -> store.raiseUidNext(inbox(), 99))
        .matches(e -> e.reason() == Reason.CANNOT);
    assertThat(append(FlagSet.NONE).uids()).hasToString("100");
  }

  @Test
  void whatWasRenumberedIsTheSameAfterARestart() {
    append(FlagSet.NONE);
    append(FlagSet.of(SystemFlag.SEEN));
    open().expunge(UidBitmap.of(1));
    store.renumber(inbox());
    var lines = StoreText.lines(store);
    assertThat(server.with(server.io().copy()).lines())
        .map(line -> line.replaceAll("modseq .* recent", "recent"))
        .isEqualTo(
            lines.stream().map(line -> line.replaceAll("modseq .* recent", "recent")).toList());
    stores.checkpoint(SimServer.ID);
    append(FlagSet.NONE);
    assertThat(server.with(server.io().copy()).lines().toString())
        .contains("INBOX validity " + open().snapshot().uidValidity().value() + " next 3");
  }

  @Test
  void theEndIsAnnouncedOnce() {
    var log = Logger.getLogger(Committer.class.getName());
    var lines = new ArrayList<String>();
    var handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            lines.add(record.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    log.addHandler(handler);
    log.setLevel(Level.ALL);
    try {
      store.raiseUidNext(inbox(), Uid.MAX - (1 << 20) - 1);
      append(FlagSet.NONE);
      assertThat(lines).isEmpty();
      append(FlagSet.NONE);
      append(FlagSet.NONE);
      assertThat(lines).singleElement().asString().contains("1048575 UIDs");
    } finally {
      log.removeHandler(handler);
      log.setLevel(null);
    }
  }
}
