package org.culverhouse.store;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.culverhouse.api.Content;
import org.culverhouse.api.model.MailboxId;
import org.culverhouse.api.model.UidValidity;
import org.culverhouse.index.MailboxState;
import org.culverhouse.mailbox.Appended;
import org.culverhouse.mailbox.ConditionalChange;
import org.culverhouse.mailbox.Copied;
import org.culverhouse.mailbox.FlagChange;
import org.culverhouse.mailbox.Mailbox;
import org.culverhouse.mailbox.MailboxCounts;
import org.culverhouse.mailbox.MailboxSnapshot;
import org.culverhouse.mailbox.NewMessage;
import org.culverhouse.mailbox.UidBitmap;
import org.culverhouse.mailbox.Unchanged;

/** A mailbox of a native store. Thread-safe; holds nothing of its own. */
final class NativeMailbox implements Mailbox {
  private final AccountStore store;
  private final Author self;
  private final MailboxId id;
  private final UidValidity validity;

  NativeMailbox(AccountStore store, Author self, MailboxId id, UidValidity validity) {
    this.store = store;
    this.self = self;
    this.id = id;
    this.validity = validity;
  }

  private MailboxState state() {
    var state = store.mailbox(id);
    if (!state.uidValidity().equals(validity)) {
      throw Plan.renumbered();
    }
    return state;
  }

  @Override
  public MailboxId id() {
    return id;
  }

  @Override
  public MailboxSnapshot snapshot() {
    return state();
  }

  @Override
  public MailboxCounts counts() {
    return store.index(id).counts();
  }

  @Override
  public Content message(long uid) {
    return store.message(id, validity, uid);
  }

  @Override
  public ByteBuffer structure(long uid) {
    return store.structure(id, validity, uid);
  }

  @Override
  public UidBitmap change(UidBitmap uids, FlagChange change) {
    return store
        .submit(new ChangeFlags(id, validity, uids, change, Optional.empty()), self)
        .changed();
  }

  @Override
  public ConditionalChange change(UidBitmap uids, FlagChange change, Unchanged condition) {
    return store.submit(new ChangeFlags(id, validity, uids, change, Optional.of(condition)), self);
  }

  @Override
  public UidBitmap expunge(UidBitmap uids) {
    return store.submit(new ExpungeMessages(id, validity, uids), self);
  }

  @Override
  public Copied copy(UidBitmap uids, MailboxId target) {
    return store.submit(new CopyMessages(id, validity, uids, target, CopyMessages.Kind.COPY), self);
  }

  @Override
  public Copied move(UidBitmap uids, MailboxId target) {
    return store.submit(new CopyMessages(id, validity, uids, target, CopyMessages.Kind.MOVE), self);
  }

  @Override
  public Appended replace(long uid, MailboxId target, NewMessage message) {
    store.locate(id, validity, uid); // refuses before anything is read
    return store.store(
        self,
        List.of(message),
        prepared -> new ReplaceMessage(id, validity, uid, target, prepared.getFirst()));
  }

  @Override
  public long claimRecent() {
    var state = state();
    return state.firstRecentUid() >= state.uidNext()
        ? state.uidNext()
        : store.submit(new ClaimRecent(id, validity), self);
  }

  @Override
  public boolean takesNewKeywords() {
    return state().keywords().size() < store.maxKeywords();
  }

  @Override
  public boolean isRenumbered() {
    return store.isRenumbered(id, validity);
  }

  @Override
  public Registration listen(Runnable listener) {
    return store.watchers().add(id, listener);
  }
}
