package org.culverhouse.store;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The end of the log, where transactions are written (storage.md section 6); one thread at a time.
 * After a failed write or sync the segment is never touched again: what stood behind its last sync
 * is cut off by the seal in a new one, into which the flags that were not synced yet are written
 * once more.
 */
final class LogWriter {
  private static final System.Logger LOG = System.getLogger(LogWriter.class.getName());

  private static final int PAGE = 4096;

  private final StoreIo io;
  private final StoreFiles files;
  private final UUID store;
  private final StoreSettings settings;
  private final LongSupplier nowMillis;
  private final long epoch;
  private final List<Transaction.Entry> preamble = new ArrayList<>();

  /** What is written but not synced, to be written again if the sync fails. */
  private final List<LogRecord> unsynced = new ArrayList<>();

  private LogEnd end;
  private LogEnd synced;
  private StoreIo.@Nullable Handle handle;
  private long zeroEnd;
  private boolean isReadOnly;
  private boolean isFull;
  private LogRecord.@Nullable Seal unsyncedSeal;
  private @Nullable UnprovenEnd unproven;

  /** What the first transaction after the store was opened begins with. */
  private List<LogRecord> unsyncedStart;

  private long written;

  /**
   * Continues a log at its end, in an open segment that holds nothing behind it.
   *
   * @param unproven what the first transaction has to write again in front of itself
   * @param start what the first transaction begins with
   */
  LogWriter(
      StoreIo io,
      StoreFiles files,
      UUID store,
      StoreSettings settings,
      LongSupplier nowMillis,
      LogEnd end,
      StoreIo.Handle handle,
      @Nullable UnprovenEnd unproven,
      long epoch,
      List<LogRecord> start)
      throws IOException {
    this.io = io;
    this.files = files;
    this.store = store;
    this.settings = settings;
    this.nowMillis = nowMillis;
    this.end = end;
    this.synced = end;
    this.handle = handle;
    this.unproven = unproven;
    this.zeroEnd = handle.size();
    this.epoch = epoch;
    this.unsyncedStart = start;
    start.forEach(record -> preamble.add(Transaction.Entry.of(record)));
  }

  boolean isBroken() {
    return handle == null;
  }

  /** Nothing is written any more. */
  void setReadOnly() throws IOException {
    isReadOnly = true;
    open().close();
    handle = null;
  }

  LogEnd end() {
    return end;
  }

  /** How many octets of the log have been written here. */
  long written() {
    return written;
  }

  boolean isDirty() {
    return !end.equals(synced);
  }

  /**
   * Whether the next transaction has to be synced: without it, the segment before has no end, and
   * the log may still say that the store has been closed.
   */
  boolean needsSync() {
    return unsyncedSeal != null || !preamble.isEmpty();
  }

  /**
   * Goes on in a new segment if so many octets are too many for this one.
   *
   * @throws IOException if what was written before could not be synced
   */
  void makeRoom(long octets) throws IOException {
    if (end.offset() + octets > settings.segmentBytes() && end.offset() > SegmentHeader.LENGTH) {
      rotate();
    }
  }

  private StoreIo.Handle open() throws IOException {
    if (handle == null) {
      throw new IOException(files.log() + " is closed after a failed write");
    }
    return handle;
  }

  /** Goes on in a new segment, if this one has a record and the disk has room. */
  void seal() throws IOException {
    if (end.offset() > SegmentHeader.LENGTH) {
      rotate();
    }
  }

  private void rotate() throws IOException {
    sync();
    if (unproven != null) {
      end = unproven.start();
      unproven = null;
    }
    var seal = new LogRecord.Seal(end.segment(), end.offset(), end.chain());
    try {
      begin(seal, end.segment() + 1);
    } catch (IOException full) {
      noteFull(full);
    }
  }

  private void begin(LogRecord.Seal seal, long number) throws IOException {
    long length = settings.zeroAheadBytes();
    var header = new SegmentHeader(store, number, end.lsn(), nowMillis.getAsLong(), epoch);
    var next = SegmentFile.create(io, files, header, length);
    if (handle != null) {
      closeQuietly(handle);
    }
    handle = next;
    end = new LogEnd(number, SegmentHeader.LENGTH, end.lsn(), 0);
    synced = end;
    zeroEnd = length;
    unsyncedSeal = seal;
    preamble.clear();
    preamble.add(Transaction.Entry.of(seal));
    unsyncedStart.forEach(record -> preamble.add(Transaction.Entry.of(record)));
  }

  /**
   * A transaction at the end of the log; what it does not contain yet of seal and epoch is in it.
   */
  Transaction transaction() {
    var transaction = new Transaction(end.segment(), end.offset());
    preamble.forEach(transaction::add);
    return transaction;
  }

  boolean isOnlyPreamble(Transaction transaction) {
    return transaction.entries().size() == preamble.size();
  }

  /**
   * Writes a transaction that {@link #transaction} began; nothing is synced yet.
   *
   * @param space what it does to a full disk
   * @param repeatable what has to be written again if the next sync fails
   * @return false if nothing has been written, since there is no room for such a change
   */
  boolean write(Transaction transaction, Space space, List<LogRecord> repeatable)
      throws IOException {
    var pieces = new GatheredRecords();
    var next = gather(transaction, pieces);
    if (!put(pieces, next.offset(), space)) {
      return false;
    }
    end = next;
    written += transaction.length();
    preamble.clear();
    unsynced.addAll(repeatable);
    return true;
  }

  /** Returns where the log ends with the transaction. */
  private LogEnd gather(Transaction transaction, GatheredRecords pieces) {
    var seed = new RecordHeader.Seed(store, end.segment());
    var next = end;
    int first = isDirty() || unproven != null ? 0 : RecordHeader.AFTER_SYNC;
    if (unproven != null) {
      pieces.add(unproven.octets());
    }
    var entries = transaction.entries();
    for (int i = 0; i < entries.size(); i++) {
      var entry = entries.get(i);
      int flags = (i == 0 ? first : 0) | (i == entries.size() - 1 ? RecordHeader.LAST : 0);
      var header =
          new RecordHeader(
              entry.length(),
              entry.type().number(),
              flags,
              next.lsn(),
              (int) epoch,
              entry.checksum());
      var octets = header.encode(seed, next.offset());
      next = next.after(octets, entry.recordLength());
      pieces.add(octets, entry);
    }
    return next;
  }

  /**
   * Writes first what passes the end of the zeros, and new ones behind it: a disk without room for
   * that is no failure, since the log is as it was.
   */
  private boolean put(GatheredRecords records, long to, Space space) throws IOException {
    long from = unproven == null ? end.offset() : unproven.start().offset();
    var pieces = records.done();
    if (to + settings.reserveBytes() > zeroEnd) {
      var behind = GatheredRecords.takeBehind(zeroEnd - from, pieces);
      if (!grow(behind, to) && to + space.of(settings.reserveBytes()) >= zeroEnd) {
        return false;
      }
    }
    open().write(from, pieces);
    return true;
  }

  /** A large transaction would pay twice for being written over zeros: only few come behind it. */
  private boolean grow(List<ByteBuffer> behind, long to) throws IOException {
    int reserve = settings.reserveBytes();
    long ahead = to - end.offset() > reserve ? reserve : settings.zeroAheadBytes();
    long target = (to + ahead + PAGE - 1) / PAGE * PAGE;
    behind.addAll(SegmentFile.zeros(target - Math.max(to, zeroEnd)));
    try {
      open().write(zeroEnd, behind);
    } catch (IOException full) {
      open().truncate(zeroEnd);
      noteFull(full);
      return false;
    }
    zeroEnd = target;
    isFull = false;
    return true;
  }

  private void noteFull(IOException why) {
    if (!isFull) {
      LOG.log(Level.WARNING, () -> files.log() + " cannot grow: " + why);
    }
    isFull = true;
  }

  int unsyncedRecords() {
    return unsynced.size();
  }

  /** Everything that has been written is on disk afterwards. */
  void sync() throws IOException {
    if (isDirty()) {
      open().force();
      settle();
    }
  }

  private void settle() {
    if (!end.equals(synced)) {
      unproven = null;
    }
    synced = end;
    if (end.offset() > SegmentHeader.LENGTH) {
      unsyncedSeal = null;
    }
    if (preamble.isEmpty()) {
      unsyncedStart = List.of();
    }
    unsynced.clear();
  }

  /** After an error: gives the segment up; the caller tells those whose changes are lost. */
  void giveUp() {
    if (handle != null) {
      closeQuietly(handle);
      handle = null;
    }
  }

  /** Goes on in a new segment after an error. */
  void reopen() throws IOException {
    if (isReadOnly) {
      throw new IOException(files.log() + " is damaged and must not be written");
    }
    if (unproven != null) {
      synced = unproven.start();
      unproven = null;
    }
    var seal = unsyncedSeal;
    long number = synced.segment();
    if (seal == null) {
      seal = new LogRecord.Seal(synced.segment(), synced.offset(), synced.chain());
      number++;
    }
    end = synced;
    begin(seal, number);
    var again = List.copyOf(unsynced);
    unsynced.clear();
    try {
      var transaction = transaction();
      again.forEach(record -> transaction.add(Transaction.Entry.of(record)));
      if (!write(transaction, Space.FREES, again)) {
        throw new IOException(files.log() + " cannot grow");
      }
      sync();
    } catch (IOException e) {
      unsynced.clear();
      unsynced.addAll(again);
      giveUp();
      throw e;
    }
  }

  private static void closeQuietly(StoreIo.Handle handle) {
    try {
      handle.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, () -> "closing after an error: " + e);
    }
  }

  /** Syncs, gives back most of what was filled with zeros, and closes. */
  void close() throws IOException {
    if (handle == null) {
      return;
    }
    try {
      sync();
      if (zeroEnd > end.offset() + settings.reserveBytes()) {
        handle.truncate(end.offset() + settings.reserveBytes());
      }
    } finally {
      var open = handle;
      handle = null;
      open.close();
    }
  }
}
