package org.culverhouse.store;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
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
  private final Watchers watchers;
  private final Compaction compaction;
  private final Disk disk;
  private final int maxKeywords;
  private volatile boolean isGone;

  /**
   * What a store is made of.
   *
   * @param wasClosed whether the log already says that the store is closed
   */
  record Parts(
      StoreIo io,
      StoreFiles files,
      UUID uuid,
      StoreSettings settings,
      Map<Long, Long> externals,
      Committer committer,
      MessagePreparation preparation,
      Bodies bodies,
      Structures structures,
      ReadHandles handles,
      StoreIo.Handle owner,
      Checkpoints checkpoints,
      boolean wasClosed,
      KeptFields keptFields,
      Watchers watchers,
      Disk disk) {}

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
    watchers = parts.watchers;
    disk = parts.disk;
    maxKeywords = parts.settings.keywords();
    queue = new CommitQueue(committer::commit);
    compaction =
        new Compaction(
            this,
            parts.io,
            files,
            parts.uuid,
            parts.settings,
            parts.externals,
            handles,
            structures);
  }

  /** How many a mailbox may have. */
  int maxKeywords() {
    return maxKeywords;
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
    return entry(state(), id);
  }

  private static StoreState.Entry entry(StoreState state, MailboxId id) {
    var entry = state.entry(id.value());
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

  /** For the store itself. */
  <T> T submit(Change<T> change) {
    return submit(change, Author.NOBODY);
  }

  <T> T submit(Change<T> change, Author author) {
    if (isGone) {
      throw gone();
    }
    return queue.submit(change, author);
  }

  Appended append(Author author, MailboxId target, List<NewMessage> messages) {
    checkQuota(messages.size(), messages.stream().mapToLong(each -> each.content().size()).sum());
    return store(author, messages, prepared -> new AppendMessages(target, prepared));
  }

  /** Prepares messages, and makes the change that puts them somewhere. */
  Appended store(
      Author author,
      List<NewMessage> messages,
      Function<List<PreparedMessage>, Change<AppendMessages.Stored>> change) {
    var prepared = preparation.prepare(messages);
    boolean needed = false;
    try {
      var stored = submit(change.apply(prepared), author);
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
  private void checkQuota(int messages, long octets) {
    var usage = state().usage();
    var limits = committer.limits();
    if (messages > limits.messages() - usage.messages()
        || octets > limits.octets() - usage.octets()) {
      throw Plan.overQuota();
    }
  }

  void checkRoom(int messages, long octets) {
    checkQuota(messages, octets);
    disk.check(octets);
  }

  void checkDisk(long octets) {
    disk.check(octets);
  }

  QuotaLimits limits() {
    return committer.limits();
  }

  int mailboxLimit() {
    return committer.mailboxLimit();
  }

  void limit(QuotaLimits limits) {
    committer.limit(limits);
  }

  /** A message and where its body is now. */
  record Located(MessageRow row, long pointer) {}

  Located locate(MailboxId mailbox, UidValidity validity, long uid) {
    var state = state();
    var row = messages(state, mailbox, validity).row(uid);
    return new Located(row, state.relocations().resolve(row.pointer()));
  }

  private MailboxState messages(StoreState state, MailboxId mailbox, UidValidity validity) {
    var messages = entry(state, mailbox).state();
    if (!messages.uidValidity().equals(validity)) {
      throw Plan.renumbered();
    }
    return messages;
  }

  Content message(MailboxId mailbox, UidValidity validity, long uid) {
    var place = locate(mailbox, validity, uid);
    while (true) {
      try {
        return bodies.open(place.pointer(), place.row().size());
      } catch (MailException e) {
        var now = locate(mailbox, validity, uid);
        if (now.pointer() == place.pointer()) {
          throw e;
        }
        place = now; // it has been moved meanwhile, and its segment removed
      }
    }
  }

  ByteBuffer structure(MailboxId mailbox, UidValidity validity, long uid) {
    var state = state();
    var body = messages(state, mailbox, validity).body(uid);
    long pointer = state.relocations().resolve(body.pointer());
    var guid = new Guid(body.emailIdHigh(), body.emailIdLow());
    var known = structures.get(pointer, guid);
    if (known.isPresent()) {
      return known.get();
    }
    var structure = scan(mailbox, validity, uid);
    structures.put(pointer, guid, structure);
    return structure.duplicate();
  }

  private ByteBuffer scan(MailboxId mailbox, UidValidity validity, long uid) {
    try (var message = message(mailbox, validity, uid)) {
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

  Watchers watchers() {
    return watchers;
  }

  void syncPending() {
    if (!isGone) {
      queue.submit(new SyncPending(), Author.NOBODY);
    }
  }

  /**
   * Takes a snapshot of what is on disk then, so that the next start need not read the log, and
   * goes on with its files in the place of what is in memory.
   *
   * @return whether there is one
   */
  boolean checkpoint() {
    submit(new SyncPending());
    var mark = committer.mark();
    var snapshot = takeSnapshot(mark);
    if (snapshot.isPresent()) {
      var taken = snapshot.get();
      submit(new RecordCheckpoint(taken.generation(), taken.end().lsn(), false));
      submit(new Rebase(mark.state(), taken.state(), watchers));
    }
    return snapshot.isPresent();
  }

  private Optional<Snapshot> takeSnapshot(LogMark mark) {
    try {
      return checkpoints.take(mark);
    } finally {
      committer.checkpointAfter(mark);
    }
  }

  void keepOnlyNewestSnapshot() throws IOException {
    checkpoints.keepOnlyNewest();
  }

  /** Puts an image of the store into its log, and returns the place that it describes. */
  LogEnd image(Pace pace) throws IOException {
    // A segment without a record yet has no place that an image could name.
    submit(new RecordCheckpoint(0, committer.mark().end().lsn(), false));
    var mark = committer.mark();
    checkpoints.image(
        mark,
        part -> {
          submit(new RecordImage(part));
          pace.did(part.octets().remaining());
        });
    return mark.end();
  }

  /** Goes on in a new segment of the log, if the disk has room for one. */
  void seal() {
    submit(new SealSegment(committer.mark().end().lsn()));
  }

  /** The end of the log, up to where it is on disk. */
  LogEnd end() {
    return committer.mark().end();
  }

  /** Whether a message has been expunged here. */
  boolean hasFreed() {
    return committer.hasFreed();
  }

  Compaction compaction() {
    return compaction;
  }

  /** Costs little, and nobody may come for long. */
  private void removeLargeBodies() {
    try {
      compaction.removeLargeBodies();
    } catch (IOException | MailException e) {
      LOG.log(Level.WARNING, "Store " + id() + " keeps large messages that are gone", e);
    }
  }

  /** Ends all use of the store: what is still running is decided first. */
  void close() throws IOException {
    removeLargeBodies();
    isGone = true;
    try {
      queue.submit(new SyncPending(), Author.NOBODY);
      var mark = committer.mark();
      long generation =
          checkpoints.isWorthIt(mark) ? takeSnapshot(mark).map(Snapshot::generation).orElse(0L) : 0;
      if (generation > 0 || !wasClosed || mark.written() > 0) {
        queue.submit(new RecordCheckpoint(generation, mark.end().lsn(), true), Author.NOBODY);
      }
    } catch (MailException e) {
      LOG.log(Level.WARNING, "Store " + id() + " is closed without a last sync", e);
    }
    release();
  }

  /** As {@link #close}, but what is left is not to be opened again. */
  void abandon() throws IOException {
    isGone = true;
    release();
  }

  private void release() throws IOException {
    watchers.announceAll();
    try {
      committer.close();
    } finally {
      handles.forgetAllBelow(files.home());
      structures.close();
      owner.close();
    }
  }
}
