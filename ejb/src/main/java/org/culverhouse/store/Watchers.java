package org.culverhouse.store;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.culverhouse.api.model.MailboxId;
import org.culverhouse.api.model.ModSeq;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.Mailbox;
import org.culverhouse.mailbox.StoreEvent;

/** Who listens to one store or to mailboxes of it, and what they know. Thread-safe. */
final class Watchers {
  private static final System.Logger LOG = System.getLogger(Watchers.class.getName());

  private final ConcurrentHashMap<MailboxId, CopyOnWriteArrayList<Watch>> all =
      new ConcurrentHashMap<>();
  private final Set<OfStore> ofStore = ConcurrentHashMap.newKeySet();
  private final Runnable whenTold;
  private volatile boolean isAwaited;

  /**
   * @param whenTold is called once when somebody knows more after {@link #knowExpunges} was false
   */
  Watchers(Runnable whenTold) {
    this.whenTold = whenTold;
  }

  /** Somebody who listens, and does not know of any expunge yet. */
  private final class Watch implements Mailbox.Registration {
    private final MailboxId mailbox;
    private final Runnable listener;
    private volatile long told;

    Watch(MailboxId mailbox, Runnable listener) {
      this.mailbox = mailbox;
      this.listener = listener;
    }

    @Override
    public void knows(ModSeq expunges) {
      told = expunges.value();
      knowsMore();
    }

    @Override
    public void close() {
      all.computeIfPresent(
          mailbox,
          (id, watches) -> {
            watches.remove(this);
            return watches.isEmpty() ? null : watches;
          });
      knowsMore();
    }
  }

  /** Somebody who listens to all that others do. Each is itself only. */
  private static final class OfStore {
    private final Author self;
    private final Consumer<List<StoreEvent>> listener;

    OfStore(Author self, Consumer<List<StoreEvent>> listener) {
      this.self = self;
      this.listener = listener;
    }
  }

  private void knowsMore() {
    if (isAwaited) {
      isAwaited = false;
      whenTold.run();
    }
  }

  Mailbox.Registration add(MailboxId mailbox, Runnable listener) {
    var watch = new Watch(mailbox, listener);
    all.compute(
        mailbox,
        (id, watches) -> {
          var list = watches == null ? new CopyOnWriteArrayList<Watch>() : watches;
          list.add(watch);
          return list;
        });
    return watch;
  }

  MailStore.Registration add(Author self, Consumer<List<StoreEvent>> listener) {
    var watch = new OfStore(self, listener);
    ofStore.add(watch);
    return () -> ofStore.remove(watch);
  }

  /** Whether nobody can ask for a message that was expunged up to this moment. */
  boolean knowExpunges(MailboxId mailbox, long modSeq) {
    for (var watch : all.getOrDefault(mailbox, new CopyOnWriteArrayList<>())) {
      if (watch.told < modSeq) {
        isAwaited = true;
        return false;
      }
    }
    return true;
  }

  /** Tells those who listen what has happened. */
  void announce(Happenings happenings) {
    announce(happenings.changed());
    for (var watch : ofStore) {
      var events = happenings.seenBy(watch.self);
      if (!events.isEmpty()) {
        call(() -> watch.listener.accept(events), "the store");
      }
    }
  }

  private void announce(Set<MailboxId> changed) {
    for (var mailbox : changed) {
      for (var watch : List.copyOf(all.getOrDefault(mailbox, new CopyOnWriteArrayList<>()))) {
        call(watch.listener, "mailbox " + mailbox);
      }
    }
  }

  private static void call(Runnable listener, String where) {
    try {
      listener.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "A listener of " + where + " failed", e);
    }
  }

  void announceAll() {
    announce(Set.copyOf(all.keySet()));
  }
}
