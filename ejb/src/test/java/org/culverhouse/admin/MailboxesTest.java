package org.culverhouse.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.Uid;
import org.culverhouse.mailbox.StoreId;
import org.culverhouse.mailbox.memory.MemoryStores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailboxesTest {
  private static final String ADA = "ada@example.org";

  private final Facade facade = new Facade();
  private final MemoryStores stores = new MemoryStores();
  private final Mailboxes mailboxes = new Mailboxes(facade.directory, Facade.validator(), stores);

  @BeforeEach
  void makeUser() {
    facade.domains.create(new NewDomain("example.org", ""));
    facade.add(ADA);
  }

  @AfterEach
  void close() {
    facade.close();
  }

  private StoreId store() {
    return facade.directory.inTransaction(
        entries -> entries.user(org.culverhouse.account.Address.parse(ADA)).orElseThrow().store());
  }

  private MailboxDetails change(MailboxDetails seen, long uidNext, boolean renumber) {
    return mailboxes.change(
        ADA,
        Long.toString(seen.id()),
        seen.uidValidity(),
        Expected.version(seen.uidNext()),
        new MailboxUpdate(uidNext, renumber));
  }

  @Test
  void mailboxesAreListedByName() {
    try (var store = stores.open(store())) {
      store.create(new MailboxName("Sent"), Set.of());
      store.create(new MailboxName("Archive"), Set.of());
    }
    var first = mailboxes.list(ADA, new ListQuery("", "", false, 2));
    assertThat(first.items()).extracting(MailboxDetails::name).containsExactly("Archive", "INBOX");
    assertThat(first.total()).isEqualTo(3);
    assertThat(first.next()).contains("INBOX");
    var second = mailboxes.list(ADA, new ListQuery("", "INBOX", false, 2));
    assertThat(second.items()).extracting(MailboxDetails::name).containsExactly("Sent");
    assertThat(second.next()).isEmpty();
    assertThat(mailboxes.list(ADA, new ListQuery("arch", "", true, 2)).total()).isEqualTo(1);
  }

  @Test
  void theNextUidGoesUpOnly() {
    var inbox = mailboxes.get(ADA, "1");
    var raised = change(inbox, Uid.MAX, false);
    assertThat(raised.uidNext()).isEqualTo(Uid.MAX);
    assertThat(raised.uidValidity()).isEqualTo(inbox.uidValidity());
    assertKind(() -> change(raised, 5, false), AdminException.Kind.INVALID);
    assertKind(() -> change(raised, Uid.MAX + 1, false), AdminException.Kind.INVALID);
    assertKind(() -> change(inbox, Uid.MAX, false), AdminException.Kind.STALE);
  }

  @Test
  void aRenumberedMailboxBeginsAgain() {
    var inbox = change(mailboxes.get(ADA, "1"), 1000, false);
    var renumbered = change(inbox, inbox.uidNext(), true);
    assertThat(renumbered.uidNext()).isEqualTo(1);
    assertThat(renumbered.uidValidity()).isGreaterThan(inbox.uidValidity());
    assertThat(change(renumbered, 50, true).uidNext()).isEqualTo(50);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertKind(() -> mailboxes.get(ADA, "99"), AdminException.Kind.NOT_FOUND);
    assertKind(() -> mailboxes.get("bob@example.org", "1"), AdminException.Kind.NOT_FOUND);
    assertKind(() -> mailboxes.get("no address", "1"), AdminException.Kind.NOT_FOUND);
  }

  private static void assertKind(ThrowingCallable call, AdminException.Kind kind) {
    assertThatExceptionOfType(AdminException.class).isThrownBy(call).matches(e -> e.kind() == kind);
  }
}
