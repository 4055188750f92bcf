package org.culverhouse.store;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.StoreId;
import org.culverhouse.store.LogRecovery.Recovered;

/** Opens a store, or makes it the first time: lock, identity, log, and what a crash left behind. */
final class StoreOpening {
  private static final System.Logger LOG = System.getLogger(StoreOpening.class.getName());

  /** More than commits can leave unsynced. */
  static final long SKIPPED_MODSEQS = 1 << 16;

  private final Surroundings around;
  private final StoreFiles files;
  private final StoreIo io;

  /** What all stores share. */
  record Surroundings(
      StoreIo io,
      java.nio.file.Path root,
      StoreSettings settings,
      LongSupplier nowMillis,
      RandomGenerator random,
      ReadHandles handles,
      LongAdder bodiesOpened,
      String owner,
      Disk disk,
      Consumer<StoreId> whenDirty,
      Consumer<StoreId> whenCheckpointDue,
      Consumer<StoreId> whenCompactionDue) {}

  StoreOpening(Surroundings around, StoreId id) {
    this.around = around;
    this.files = new StoreFiles(around.root, id);
    this.io = around.io;
  }

  AccountStore open() {
    return locked(
        owner -> {
          var identity = identity();
          var recovered = new LogRecovery(io, files, identity.store()).run();
          refuseLostEnd(recovered);
          return open(owner, identity, recovered, List.of());
        });
  }

  /**
   * Goes on with what has been saved of a log, in a new segment that begins with the seal of the
   * one before.
   */
  AccountStore open(Recovered salvaged, LogRecord.Seal seal) {
    return locked(owner -> open(owner, identity(), salvaged, List.of(seal)));
  }

  /**
   * Without its end a log is sound and says less: mail programs would take that for expunges. Where
   * nothing is synced, a crash may do that.
   */
  private void refuseLostEnd(Recovered recovered) throws IOException {
    if (recovered.lostEnd().isEmpty()) {
      return;
    }
    var lost = recovered.lostEnd().get();
    if (around.settings.durability() == Durability.NEVER) {
      LOG.log(Level.WARNING, () -> "Mail is lost: " + lost.getMessage());
      return;
    }
    if (recovered.segment() != null) {
      recovered.segment().close();
    }
    throw new MailException(
        Reason.CORRUPT,
        "The mail store " + files.id() + " has lost the end of its log: run culver fsck",
        lost);
  }

  /** What is done with the lock, which stays if it succeeds. */
  private interface Opening {
    AccountStore with(StoreIo.Handle owner) throws IOException;
  }

  private AccountStore locked(Opening opening) {
    try {
      makeFolders();
      var owner = lock();
      boolean done = false;
      try {
        var store = opening.with(owner);
        done = true;
        return store;
      } finally {
        if (!done) {
          owner.close();
        }
      }
    } catch (CorruptFileException e) {
      throw new MailException(Reason.CORRUPT, "The mail store " + files.id() + " is damaged", e);
    } catch (IOException e) {
      throw new MailException(
          Reason.UNAVAILABLE, "The mail store " + files.id() + " cannot be opened now", e);
    }
  }

  private void makeFolders() throws IOException {
    if (io.exists(files.identity())) {
      return;
    }
    io.createDirectory(files.parent());
    io.syncDirectory(files.root());
    io.createDirectory(files.home());
    io.syncDirectory(files.parent());
    for (var folder :
        List.of(files.log(), files.big(), files.temporary(), files.snapshots(), files.indexes())) {
      io.createDirectory(folder);
    }
    io.syncDirectory(files.home());
  }

  private StoreIo.Handle lock() throws IOException {
    var handle = io.open(files.owner(), StoreIo.Access.OPEN_OR_CREATE);
    if (!handle.tryLock()) {
      var text = ByteBuffer.allocate(200);
      handle.read(0, text);
      handle.close();
      var owner = StandardCharsets.UTF_8.decode(text.flip()).toString().strip();
      throw new MailException(
          Reason.IN_USE, "The mail store " + files.id() + " belongs to another process: " + owner);
    }
    try {
      var text = StandardCharsets.UTF_8.encode(around.owner + "\n");
      var before = ByteBuffer.allocate(text.remaining() + 1);
      handle.read(0, before);
      if (!before.flip().equals(text)) {
        handle.truncate(0);
        handle.write(0, List.of(text));
      }
    } catch (IOException full) {
      LOG.log(Level.DEBUG, () -> files.owner() + " is locked but tells no owner: " + full);
    }
    return handle;
  }

  private AccountStore open(
      StoreIo.Handle owner, StoreIdentity identity, Recovered recovered, List<LogRecord> preamble)
      throws IOException {
    var epoch =
        new LogRecord.Epoch(recovered.epoch() + 1, around.nowMillis.getAsLong(), around.owner);
    var end = recovered.end();
    var segment = recovered.segment();
    if (segment == null) {
      var header =
          new SegmentHeader(
              identity.store(), end.segment(), end.lsn(), epoch.opened(), epoch.epoch());
      segment = SegmentFile.create(io, files, header, around.settings.zeroAheadBytes());
    }
    var log =
        new LogWriter(
            io,
            files,
            identity.store(),
            around.settings,
            around.nowMillis,
            end,
            segment,
            recovered.unproven(),
            epoch.epoch(),
            start(preamble, recovered, epoch));
    if (recovered.damages().isEmpty()) {
      sweep(recovered);
    } else {
      recovered.damages().forEach(what -> LOG.log(Level.ERROR, () -> "Damage: " + what));
      log.setReadOnly();
    }
    return store(owner, identity.store(), recovered, log, epoch.epoch());
  }

  /** A snapshot must not contain a record that may not be on disk. */
  private static LogEnd provenEnd(Recovered recovered) {
    var unproven = recovered.unproven();
    return unproven == null ? recovered.end() : unproven.start();
  }

  /** What the log goes on with. */
  private static List<LogRecord> start(
      List<LogRecord> preamble, Recovered recovered, LogRecord.Epoch epoch) {
    var start = new ArrayList<>(preamble);
    start.add(epoch);
    if (!recovered.isComplete()) {
      start.add(new LogRecord.SkipModSeqs(SKIPPED_MODSEQS));
    }
    return start;
  }

  /**
   * After a crash, flags may be gone of which clients were told, with their mod-sequences: those
   * must not be given to other changes. The log says so in front of the first of them.
   */
  private static StoreState stateAtStart(Recovered recovered) {
    if (recovered.isComplete()) {
      return recovered.state();
    }
    var edit = new StoreEdit(recovered.state());
    edit.apply(new LogRecord.SkipModSeqs(SKIPPED_MODSEQS));
    return edit.build();
  }

  private AccountStore store(
      StoreIo.Handle owner, UUID uuid, Recovered recovered, LogWriter log, long epoch)
      throws IOException {
    var externals = new ConcurrentHashMap<>(recovered.externals());
    Runnable compactionDue = () -> around.whenCompactionDue.accept(files.id());
    var watchers = new Watchers(compactionDue);
    var committer =
        new Committer(
            log,
            stateAtStart(recovered),
            around.settings,
            around.nowMillis,
            watchers::announce,
            () -> around.whenDirty.accept(files.id()),
            new LogMark(recovered.state(), provenEnd(recovered), 0),
            externals,
            recovered.replayed(),
            () -> around.whenCheckpointDue.accept(files.id()),
            compactionDue,
            around.disk);
    var structures =
        new Structures(io, files, uuid, around.handles, around.settings.cacheBufferBytes());
    var preparation =
        new MessagePreparation(
            io, files, uuid, around.settings, around.random, recovered.nextBlobId(), around.disk);
    var store =
        new AccountStore(
            new AccountStore.Parts(
                io,
                files,
                uuid,
                around.settings,
                externals,
                committer,
                preparation,
                new Bodies(files, uuid, around.handles, around.bodiesOpened),
                structures,
                around.handles,
                owner,
                new Checkpoints(
                    io,
                    files,
                    uuid,
                    around.settings,
                    preparation::nextBlobId,
                    epoch,
                    recovered.start(),
                    recovered.replayed(),
                    externals),
                recovered.isClosed(),
                around.settings.keptFields(),
                watchers,
                around.disk));
    if (holdsMuchElse(recovered)) {
      compactionDue.run();
    }
    if (recovered.state().tree().find(MailboxName.INBOX).isEmpty()
        && recovered.damages().isEmpty()) {
      store.submit(new CreateMailbox(MailboxName.INBOX, Set.of()));
    }
    return store;
  }

  /** Whether the log is more than twice what its messages need, as far as a look can tell. */
  private boolean holdsMuchElse(Recovered recovered) throws IOException {
    if (recovered.end().segment() < 3) {
      return false;
    }
    long sealed = (files.segments(io).size() - 1L) * around.settings.segmentBytes();
    return sealed > 2 * recovered.state().usage().octets() + around.settings.segmentBytes();
  }

  /** A store without STORE is new, unless there is a log that would be forgotten. */
  private StoreIdentity identity() throws IOException {
    if (io.exists(files.identity())) {
      return StoreIdentity.read(io, files);
    }
    if (!files.segments(io).isEmpty()) {
      throw new CorruptFileException(
          files.identity().toString(), 0, "file", "the identity of the log", "none");
    }
    var identity =
        new StoreIdentity(
            new UUID(around.random.nextLong(), around.random.nextLong()),
            files.id().value(),
            around.nowMillis.getAsLong());
    identity.write(io, files);
    return identity;
  }

  private String name(long blobId) {
    return files.big(blobId).getFileName().toString();
  }

  /**
   * Removes what was never finished, and the files of large messages that are gone. Which of them
   * are gone is asked only after a crash: for that, every mailbox must be read.
   */
  private void sweep(Recovered recovered) throws IOException {
    for (var name : io.list(files.temporary())) {
      io.delete(files.temporary().resolve(name));
    }
    for (long segment : recovered.released()) {
      io.delete(files.segment(segment));
    }
    var start = recovered.start();
    for (long segment : files.segments(io)) {
      // Released before that: a crash has brought it back.
      if (segment < start.end().segment() && !start.segments().contains(segment)) {
        io.delete(files.segment(segment));
      }
    }
    var segments = Set.copyOf(files.segments(io));
    for (long segment : files.caches(io)) {
      if (!segments.contains(segment)) {
        io.delete(files.cache(segment));
      }
    }
    var names = io.list(files.big());
    if (names.isEmpty()) {
      return;
    }
    if (!recovered.isClosed()) {
      recovered.externals().keySet().retainAll(pointers(recovered));
    }
    var needed = new HashSet<String>();
    recovered.externals().values().forEach(blobId -> needed.add(name(blobId)));
    for (var name : names) {
      if (!needed.contains(name)) {
        io.delete(files.big().resolve(name));
      }
    }
  }

  /** Those pointers to bodies in files of their own that a message has. */
  private static Set<Long> pointers(Recovered recovered) {
    var found = new HashSet<Long>();
    var relocations = recovered.state().relocations();
    for (var mailbox : recovered.state().mailboxes()) {
      mailbox
          .state()
          .forEachPointer(
              original -> {
                long pointer = relocations.resolve(original);
                if (recovered.externals().containsKey(pointer)) {
                  found.add(pointer);
                }
              });
    }
    return found;
  }
}
