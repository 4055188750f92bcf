package org.culverhouse.mailbox.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.culverhouse.api.Content;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.MailboxId;
import org.culverhouse.api.model.ModSeq;
import org.culverhouse.api.model.NumberRange;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.api.model.UidSet;
import org.culverhouse.api.model.UidValidity;
import org.culverhouse.mailbox.Appended;
import org.culverhouse.mailbox.ConditionalChange;
import org.culverhouse.mailbox.Copied;
import org.culverhouse.mailbox.FlagChange;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Mailbox;
import org.culverhouse.mailbox.MailboxCounts;
import org.culverhouse.mailbox.NewMessage;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.StoreEvent;
import org.culverhouse.mailbox.UidBitmap;
import org.culverhouse.mailbox.Unchanged;
import org.culverhouse.mime.StructureRecord;
import org.roaringbitmap.RoaringBitmap;

/** A mailbox in memory; all of a store share one lock. */
final class MemoryMailbox implements Mailbox {
  private final MemoryMailStore store;
  private final MailboxId id;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private MemorySnapshot state;
  private boolean deleted;
  private boolean renumbered;

  MemoryMailbox(MemoryMailStore store, MailboxId id, UidValidity validity) {
    this.store = store;
    this.id = id;
    this.state = new MemorySnapshot(validity, 1, new ModSeq(1), List.of(), 1, new TreeMap<>());
  }

  @Override
  public MailboxId id() {
    return id;
  }

  @Override
  public MemorySnapshot snapshot() {
    synchronized (store) {
      if (deleted) {
        throw new MailException(Reason.NO_SUCH_MAILBOX, "The mailbox has been deleted");
      }
      if (renumbered) {
        throw new MailException(Reason.RENUMBERED, "The mailbox has a new UIDVALIDITY");
      }
      return state;
    }
  }

  @Override
  public MailboxCounts counts() {
    var now = snapshot();
    return new MailboxCounts(
        now.uidValidity(),
        now.uidNext(),
        now.highestModSeq(),
        now.live().size(),
        now.live().andNot(now.with(SystemFlag.SEEN)).size(),
        now.live().and(now.with(SystemFlag.DELETED)).size(),
        now.totalSize());
  }

  @Override
  public boolean takesNewKeywords() {
    return true;
  }

  @Override
  public boolean isRenumbered() {
    synchronized (store) {
      return renumbered;
    }
  }

  void renumbered() {
    renumbered = true;
    listeners.forEach(Runnable::run);
  }

  void raiseUidNext(long uidNext) {
    synchronized (store) {
      var before = snapshot();
      if (uidNext < before.uidNext()) {
        throw new MailException(Reason.CANNOT, "The next UID can only go up");
      }
      publish(
          new MemorySnapshot(
              before.uidValidity(),
              uidNext,
              before.highestModSeq(),
              before.keywords(),
              before.firstRecentUid(),
              before.messages()));
    }
  }

  @Override
  public Content message(long uid) {
    return Content.of(snapshot().get(uid).octets());
  }

  @Override
  public ByteBuffer structure(long uid) {
    try (var message = message(uid)) {
      return StructureRecord.scan(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public UidBitmap change(UidBitmap uids, FlagChange change) {
    var changed = new RoaringBitmap();
    synchronized (store) {
      var before = snapshot();
      var messages = new TreeMap<>(before.messages());
      var modSeq = new ModSeq(before.highestModSeq().value() + 1);
      for (var each = uids.and(before.live()).iterator(); each.hasNext(); ) {
        var message = before.get(each.nextLong());
        var flags = apply(change, message.flags());
        if (!flags.stream().toList().equals(message.flags().stream().toList())) {
          messages.put(message.uid(), message.with(flags, modSeq));
          changed.add((int) message.uid());
        }
      }
      if (!changed.isEmpty()) {
        publish(
            new MemorySnapshot(
                before.uidValidity(),
                before.uidNext(),
                modSeq,
                keywords(before, change.flags()),
                before.firstRecentUid(),
                messages));
        store.happened(new StoreEvent.Flags(id));
      }
    }
    return UidBitmap.wrap(changed);
  }

  @Override
  public ConditionalChange change(UidBitmap uids, FlagChange change, Unchanged condition) {
    synchronized (store) {
      var now = snapshot();
      var changed = uids.and(now.changedSince(condition.since()));
      var refused =
          condition.refused(
              changed,
              change,
              flag ->
                  switch (flag) {
                    case SystemFlag system -> now.with(system);
                    case Keyword keyword -> now.with(keyword);
                  });
      return new ConditionalChange(change(uids.andNot(refused), change), refused);
    }
  }

  private static FlagSet apply(FlagChange change, FlagSet flags) {
    return switch (change) {
      case FlagChange.Replace replace -> replace.flags();
      case FlagChange.Add add -> flags.with(add.flags());
      case FlagChange.Remove remove -> flags.without(remove.flags());
    };
  }

  private static List<Keyword> keywords(MemorySnapshot before, FlagSet flags) {
    return FlagSet.of(before.keywords()).with(flags).keywords();
  }

  @Override
  public UidBitmap expunge(UidBitmap uids) {
    synchronized (store) {
      var before = snapshot();
      var gone = uids.and(before.live());
      if (!gone.isEmpty()) {
        var messages = new TreeMap<>(before.messages());
        for (var each = gone.iterator(); each.hasNext(); ) {
          messages.remove(each.nextLong());
        }
        publish(
            new MemorySnapshot(
                before.uidValidity(),
                before.uidNext(),
                new ModSeq(before.highestModSeq().value() + 1),
                before.keywords(),
                before.firstRecentUid(),
                messages));
        store.happened(new StoreEvent.Messages(id));
      }
      return gone;
    }
  }

  /** Appends messages under new UIDs, and returns these. */
  UidSet add(List<MemoryMessage> added) {
    synchronized (store) {
      var before = snapshot();
      var messages = new TreeMap<>(before.messages());
      var modSeq = new ModSeq(before.highestModSeq().value() + 1);
      long uid = before.uidNext();
      var flags = FlagSet.of(before.keywords());
      for (var message : added) {
        messages.put(uid, message.as(uid, modSeq));
        flags = flags.with(message.flags());
        uid++;
      }
      publish(
          new MemorySnapshot(
              before.uidValidity(),
              uid,
              modSeq,
              flags.keywords(),
              before.firstRecentUid(),
              messages));
      store.happened(new StoreEvent.Messages(id));
      return new UidSet(List.of(new NumberRange(before.uidNext(), uid - 1)));
    }
  }

  @Override
  public Copied copy(UidBitmap uids, MailboxId target) {
    synchronized (store) {
      var before = snapshot();
      var source = uids.and(before.live());
      var copies = new ArrayList<MemoryMessage>();
      for (var each = source.iterator(); each.hasNext(); ) {
        copies.add(before.get(each.nextLong()));
      }
      var box = store.open(target);
      if (copies.isEmpty()) {
        return new Copied(box.snapshot().uidValidity(), UidSet.EMPTY, UidSet.EMPTY);
      }
      store.requireRoom(copies);
      return new Copied(box.snapshot().uidValidity(), source.toUidSet(), box.add(copies));
    }
  }

  @Override
  public Copied move(UidBitmap uids, MailboxId target) {
    synchronized (store) {
      var copied = store.unlimited(() -> copy(uids, target));
      expunge(uids);
      return copied;
    }
  }

  @Override
  public Appended replace(long uid, MailboxId target, NewMessage message) {
    synchronized (store) {
      long more = message.content().size() - snapshot().get(uid).octets().length;
      var appended =
          more > 0 && store.usage().octets() + more > store.limits().octets()
              ? store.append(target, List.of(message))
              : store.unlimited(() -> store.append(target, List.of(message)));
      expunge(UidBitmap.of(uid));
      return appended;
    }
  }

  @Override
  public long claimRecent() {
    synchronized (store) {
      var before = snapshot();
      if (before.firstRecentUid() < before.uidNext()) {
        publish(
            new MemorySnapshot(
                before.uidValidity(),
                before.uidNext(),
                before.highestModSeq(),
                before.keywords(),
                before.uidNext(),
                before.messages()));
      }
      return before.firstRecentUid();
    }
  }

  @Override
  public Registration listen(Runnable listener) {
    listeners.add(listener);
    return new Registration() {
      @Override
      public void knows(ModSeq expunges) {}

      @Override
      public void close() {
        listeners.remove(listener);
      }
    };
  }

  void delete() {
    deleted = true;
    listeners.forEach(Runnable::run);
  }

  private void publish(MemorySnapshot next) {
    state = next;
    listeners.forEach(Runnable::run);
  }

  int listeners() {
    return listeners.size();
  }
}
