package org.culverhouse.store;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.culverhouse.api.model.MailboxId;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SpecialUse;
import org.culverhouse.mailbox.Appended;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.Mailbox;
import org.culverhouse.mailbox.MailboxInfo;
import org.culverhouse.mailbox.MailboxTree;
import org.culverhouse.mailbox.NewMessage;
import org.culverhouse.mailbox.QuotaLimits;
import org.culverhouse.mailbox.StoreEvent;
import org.culverhouse.mailbox.StoreId;
import org.culverhouse.mailbox.Usage;

/** A store in the hands of one user. Thread-safe. */
final class NativeStore implements MailStore {
  private final AccountStore store;
  private final Author self = new Author();
  private final Runnable release;
  private final AtomicBoolean isClosed = new AtomicBoolean();

  NativeStore(AccountStore store, Runnable release) {
    this.store = store;
    this.release = release;
  }

  @Override
  public StoreId id() {
    return store.id();
  }

  @Override
  public MailboxTree tree() {
    return store.state().tree();
  }

  @Override
  public Mailbox open(MailboxId id) {
    return new NativeMailbox(store, self, id, store.entry(id).info().uidValidity());
  }

  @Override
  public MailboxInfo create(MailboxName name, Set<SpecialUse> specialUses) {
    return store.submit(new CreateMailbox(name, Set.copyOf(specialUses)), self);
  }

  @Override
  public void delete(MailboxName name) {
    store.submit(new DeleteMailbox(name), self);
  }

  @Override
  public void rename(MailboxName from, MailboxName to) {
    store.submit(new RenameMailbox(from, to), self);
  }

  @Override
  public void subscribe(MailboxName name) {
    store.submit(new Subscribe(name, true), self);
  }

  @Override
  public void unsubscribe(MailboxName name) {
    store.submit(new Subscribe(name, false), self);
  }

  @Override
  public void raiseUidNext(MailboxId mailbox, long uidNext) {
    store.submit(new SetUidNext(mailbox, uidNext), self);
  }

  @Override
  public void renumber(MailboxId mailbox) {
    store.submit(new RenumberMailbox(mailbox), self);
  }

  @Override
  public Appended append(MailboxId target, List<NewMessage> messages) {
    return store.append(self, target, messages);
  }

  @Override
  public void checkRoom(int messages, long octets) {
    store.checkRoom(messages, octets);
  }

  @Override
  public void checkDisk(long octets) {
    store.checkDisk(octets);
  }

  @Override
  public Usage usage() {
    return store.state().usage();
  }

  @Override
  public QuotaLimits limits() {
    return store.limits();
  }

  @Override
  public Optional<MailboxInfo> find(MailboxId id) {
    return Optional.ofNullable(store.state().entry(id.value())).map(StoreState.Entry::info);
  }

  @Override
  public Registration listen(Consumer<List<StoreEvent>> listener) {
    return store.watchers().add(self, listener);
  }

  @Override
  public int mailboxLimit() {
    return store.mailboxLimit();
  }

  @Override
  public void limit(QuotaLimits limits) {
    store.limit(limits);
  }

  @Override
  public void close() {
    if (isClosed.compareAndSet(false, true)) {
      release.run();
    }
  }
}
