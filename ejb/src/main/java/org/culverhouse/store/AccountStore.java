package org.culverhouse.store;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.culverhouse.api.Content;
import org.culverhouse.api.model.MailboxId;
import org.culverhouse.api.model.UidValidity;
import org.culverhouse.index.MailboxIndex;
import org.culverhouse.index.MailboxState;
import org.culverhouse.index.MessageRow;
import org.culverhouse.mailbox.Appended;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.NewMessage;
import org.culverhouse.mailbox.QuotaLimits;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.StoreId;
import org.culverhouse.mime.KeptFields;
import org.culverhouse.mime.StructureRecord;

/** One open store, which all its users in this process share. Thread-safe. */
final class AccountStore {
  private static final System.Logger LOG = System.getLogger(AccountStore.class.getName());

  private final StoreFiles files;
  private final Committer committer;
  private final CommitQueue queue;
  private final MessagePreparation preparation;
  private final Bodies bodies;
  private final Structures structures;
  private final ReadHandles handles;
  private final StoreIo.Handle owner;
  private final Checkpoints checkpoints;
  private final boolean wasClosed;
  private final KeptFields keptFields;
  private final ConcurrentHashMap<MailboxId, CopyOnWriteArrayList<Runnable>> listeners;
  private volatile boolean isGone;

  /**
   * What a store is made of.
   *
   * @param wasClosed whether the log already says that the store is closed
   */
  record Parts(
      StoreFiles files,
      Committer committer,
      MessagePreparation preparation,
      Bodies bodies,
      Structures structures,
      ReadHandles handles,
      StoreIo.Handle owner,
      Checkpoints checkpoints,
      boolean wasClosed,
      KeptFields keptFields,
      ConcurrentHashMap<MailboxId, CopyOnWriteArrayList<Runnable>> listeners) {}

  AccountStore(Parts parts) {
    files = parts.files;
    committer = parts.committer;
    preparation = parts.preparation;
    bodies = parts.bodies;
    structures = parts.structures;
    handles = parts.handles;
    owner = parts.owner;
    checkpoints = parts.checkpoints;
    wasClosed = parts.wasClosed;
    keptFields = parts.keptFields;
    listeners = parts.listeners;
    queue = new CommitQueue(committer::commit);
  }

  StoreId id() {
    return files.id();
  }

  StoreState state() {
    if (isGone) {
      throw gone();
    }
    return committer.state();
  }

  private static MailException gone() {
    return new MailException(Reason.UNAVAILABLE, "The mail store has been closed");
  }

  StoreState.Entry entry(MailboxId id) {
    var entry = state().entry(id.value());
    if (entry == null) {
      throw new MailException(Reason.NO_SUCH_MAILBOX, "The mailbox does not exist any more");
    }
    return entry;
  }

  MailboxIndex index(MailboxId id) {
    return entry(id).index();
  }

  MailboxState mailbox(MailboxId id) {
    return index(id).state();
  }

  /** Also of a store that is closed: whoever hears of that asks. */
  boolean isRenumbered(MailboxId id, UidValidity validity) {
    var entry = committer.state().entry(id.value());
    return entry != null && !entry.info().uidValidity().equals(validity);
  }

  <T> T submit(Change<T> change) {
    if (isGone) {
      throw gone();
    }
    return queue.submit(change);
  }

  Appended append(MailboxId target, List<NewMessage> messages) {
    checkQuota(messages);
    var prepared = preparation.prepare(messages);
    boolean needed = false;
    try {
      var stored = submit(new AppendMessages(target, prepared));
      needed = true;
      for (int i = 0; i < prepared.size(); i++) {
        var structure = prepared.get(i).structure();
        if (structure != null) {
          structures.put(stored.pointers()[i], prepared.get(i).guid(), structure);
        }
      }
      return stored.appended();
    } catch (MailException e) {
      needed = e.getCause() instanceof UnsealedException;
      throw e;
    } finally {
      if (!needed) {
        preparation.discard(prepared);
      }
    }
  }

  /** Refuses what cannot fit before anything is read; the commit decides. */
  private void checkQuota(List<NewMessage> messages) {
    var usage = state().usage();
    var limits = committer.limits();
    long octets = messages.stream().mapToLong(message -> message.content().size()).sum();
    if (messages.size() > limits.messages() - usage.messages()
        || octets > limits.octets() - usage.octets()) {
      throw Plan.overQuota();
    }
  }

  void limit(QuotaLimits limits) {
    committer.limit(limits);
  }

  Content message(MessageRow row) {
    return bodies.open(row.pointer(), row.size());
  }

  ByteBuffer structure(MessageRow row) {
    var guid = new Guid(row.emailIdHigh(), row.emailIdLow());
    return structures
        .get(row.pointer(), guid)
        .orElseGet(
            () -> {
              var structure = scan(row);
              structures.put(row.pointer(), guid, structure);
              return structure.duplicate();
            });
  }

  private ByteBuffer scan(MessageRow row) {
    try (var message = message(row)) {
      return StructureRecord.scan(message, keptFields);
    } catch (CorruptFileException e) {
      throw new MailException(Reason.CORRUPT, "The message is damaged on disk", e);
    } catch (IOException e) {
      throw new MailException(Reason.UNAVAILABLE, "The message cannot be read from disk now", e);
    }
  }

  /** Makes the cache files anew, and returns how many messages could not be read for it. */
  long rebuildStructures(StructureRebuild.Progress progress) throws IOException {
    return new StructureRebuild(this, structures, progress).run();
  }

  Runnable listen(MailboxId mailbox, Runnable listener) {
    listeners.computeIfAbsent(mailbox, id -> new CopyOnWriteArrayList<>()).add(listener);
    return () ->
        listeners.computeIfPresent(
            mailbox,
            (id, all) -> {
              all.remove(listener);
              return all.isEmpty() ? null : all;
            });
  }

  /** Tells those who listen that mailboxes have changed. */
  static void announce(
      ConcurrentHashMap<MailboxId, CopyOnWriteArrayList<Runnable>> listeners,
      Set<MailboxId> changed) {
    for (var mailbox : changed) {
      for (var listener : listeners.getOrDefault(mailbox, new CopyOnWriteArrayList<>())) {
        try {
          listener.run();
        } catch (RuntimeException e) {
          LOG.log(Level.ERROR, "A listener of mailbox " + mailbox + " failed", e);
        }
      }
    }
  }

  void syncPending() {
    if (!isGone) {
      queue.submit(new SyncPending());
    }
  }

  /** Takes a snapshot of what is on disk then, so that the next start need not read the log. */
  void checkpoint() {
    if (!isGone) {
      queue.submit(new SyncPending());
      long generation = takeSnapshot();
      if (generation > 0 && !isGone) {
        queue.submit(new RecordCheckpoint(generation, committer.mark().end().lsn(), false));
      }
    }
  }

  /**
   * Puts an image of the store into its log.
   *
   * @return the place that the image describes
   */
  LogEnd image() throws IOException {
    // A segment without a record yet has no place that an image could name.
    queue.submit(new RecordCheckpoint(0, committer.mark().end().lsn(), false));
    var mark = committer.mark();
    checkpoints.image(mark, part -> queue.submit(new RecordImage(part)));
    return mark.end();
  }

  private long takeSnapshot() {
    var mark = committer.mark();
    try {
      return checkpoints.take(mark);
    } finally {
      committer.checkpointAfter(mark);
    }
  }

  /** Ends all use of the store: what is still running is decided first. */
  void close() throws IOException {
    isGone = true;
    try {
      queue.submit(new SyncPending());
      var mark = committer.mark();
      long generation = checkpoints.isWorthIt(mark) ? takeSnapshot() : 0;
      if (generation > 0 || !wasClosed || mark.written() > 0) {
        queue.submit(new RecordCheckpoint(generation, mark.end().lsn(), true));
      }
    } catch (MailException e) {
      LOG.log(Level.WARNING, "Store " + id() + " is closed without a last sync", e);
    }
    end();
  }

  /** As {@link #close}, but what is left is not to be opened again. */
  void abandon() throws IOException {
    isGone = true;
    end();
  }

  private void end() throws IOException {
    announce(listeners, Set.copyOf(listeners.keySet()));
    try {
      committer.close();
    } finally {
      handles.forgetAllBelow(files.home());
      structures.close();
      owner.close();
    }
  }
}
