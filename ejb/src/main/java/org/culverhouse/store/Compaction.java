package org.culverhouse.store;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.culverhouse.mailbox.MailException;

/**
 * Gives back the space of what has been expunged (docs/adr/0012-compaction.md): bodies that are
 * needed move from segments that hold little else to the end of the log, an image says what those
 * segments said, and then they go. Sessions see nothing of it. One round at a time.
 */
final class Compaction {
  private static final System.Logger LOG = System.getLogger(Compaction.class.getName());

  /** As long as a transaction of so much takes, others wait. */
  private static final int BATCH = 1 << 20;

  /** About how much an image has for each message, for each mailbox and at least. */
  private static final long IMAGE_MESSAGE = 64;

  private static final long IMAGE_MAILBOX = 512;

  /** So much of a segment is worth a round, and worth ending the last one early for it. */
  static final int PART = 8;

  private static final long IMAGE_START = 1 << 16;

  private final AccountStore store;
  private final StoreIo io;
  private final StoreFiles files;
  private final UUID uuid;
  private final StoreSettings settings;
  private final Map<Long, Long> externals;
  private final ReadHandles handles;
  private final Structures structures;
  private final ReentrantLock lock = new ReentrantLock();

  /** Segments with a damaged body: they stay as they are, for whoever repairs them. */
  private final Set<Long> damaged = new HashSet<>();

  Compaction(
      AccountStore store,
      StoreIo io,
      StoreFiles files,
      UUID uuid,
      StoreSettings settings,
      Map<Long, Long> externals,
      ReadHandles handles,
      Structures structures) {
    this.store = store;
    this.io = io;
    this.files = files;
    this.uuid = uuid;
    this.settings = settings;
    this.externals = externals;
    this.handles = handles;
    this.structures = structures;
  }

  /** When a round is worth it. */
  enum Worth {
    /** If it frees much more than it writes. */
    MUCH,
    /** If it frees anything. */
    ANY
  }

  /** What a round has freed. */
  record Freed(int segments, int files, long octets) {
    static final Freed NOTHING = new Freed(0, 0, 0);
  }

  Freed run(Worth worth) throws IOException {
    lock.lock();
    try {
      forget();
      var victims = victims(worth);
      endLast(victims);
      if (!victims.isEmpty()) {
        var pace = new Pace(settings.compactionRate());
        moveFrom(victims.keySet(), pace);
        long imageSegment = store.image(pace).segment();
        if (!store.checkpoint()) {
          return Freed.NOTHING; // older snapshots may need what would go
        }
        store.keepOnlyNewestSnapshot();
        victims.keySet().removeIf(segment -> segment >= imageSegment);
      }
      return remove(victims);
    } finally {
      lock.unlock();
    }
  }

  /** Forgets the messages that are gone, as far as everybody has been told of them. */
  private void forget() {
    try {
      store.checkpoint();
    } catch (MailException full) {
      LOG.log(Level.WARNING, "Store {0} gets no snapshot before its space: {1}", files.id(), full);
    }
  }

  /** What is to be moved must not be moved to where it is. */
  private void endLast(TreeMap<Long, Long> victims) {
    if (victims.containsKey(store.end().segment())) {
      try {
        store.seal();
      } catch (MailException full) {
        LOG.log(Level.WARNING, "Store {0} cannot end its last segment: {1}", files.id(), full);
      }
      victims.remove(store.end().segment());
    }
  }

  /** Removes large messages that have been expunged since the store was opened. */
  Freed removeLargeBodies() throws IOException {
    lock.lock();
    try {
      if (externals.isEmpty() || !store.hasFreed()) {
        return Freed.NOTHING;
      }
      forget();
      return remove(new TreeMap<>());
    } finally {
      lock.unlock();
    }
  }

  /** The segments that may go, with their lengths. */
  private TreeMap<Long, Long> victims(Worth worth) throws IOException {
    var state = store.state();
    var needed = NeededBodies.of(state, externals);
    var end = store.end();
    double most = io.room(files.home()).isScarce() ? 0.7 : 0.5;
    var victims = new TreeMap<Long, Long>();
    var dead = new TreeMap<Long, Long>();
    long frees = 0;
    long freedByDead = 0;
    long image =
        IMAGE_START + IMAGE_MESSAGE * needed.slots() + IMAGE_MAILBOX * state.mailboxes().size();
    long part = settings.segmentBytes() / PART;
    long least = worth == Worth.ANY ? part : Math.max(part, 2 * image);
    for (long segment : files.segments(io)) {
      boolean isLast = segment >= end.segment();
      long length = isLast ? end.offset() : length(segment);
      long kept = needed.octets(segment);
      boolean isWorthIt = kept < length * most && length - kept > (isLast ? least : 0);
      if (isWorthIt && !damaged.contains(segment)) {
        victims.put(segment, length);
        frees += length - kept;
        if (kept == 0) {
          dead.put(segment, length);
          freedByDead += length;
        }
      }
    }
    if (worth == Worth.ANY || frees > least) {
      return victims;
    }
    return freedByDead > 2 * image ? dead : new TreeMap<>();
  }

  private long length(long segment) throws IOException {
    try (var handle = io.open(files.segment(segment), StoreIo.Access.READ)) {
      return handle.size();
    }
  }

  private void moveFrom(Set<Long> segments, Pace pace) throws IOException {
    var needed = NeededBodies.of(store.state(), externals);
    for (long segment : segments) {
      if (needed.octets(segment) > 0) {
        move(segment, needed, pace);
      }
    }
  }

  private void move(long segment, NeededBodies needed, Pace pace) throws IOException {
    var path = files.segment(segment);
    try (var handle = io.open(path, StoreIo.Access.READ)) {
      var seed = new RecordHeader.Seed(uuid, segment);
      var reader = new SegmentReader(handle, path.toString(), seed, handle.size());
      var batch = new ArrayList<RelocateBodies.Moved>();
      long octets = 0;
      long at = SegmentHeader.LENGTH;
      for (var found = reader.next(at); found.isPresent(); found = reader.next(at)) {
        var record = found.get();
        at = record.end();
        if (needed.contains(Pointer.of(segment, record.offset()))) {
          octets += add(batch, handle, segment, record);
        }
        if (octets >= Math.min(BATCH, settings.segmentBytes() / 4)) {
          submit(batch);
          pace.did(octets);
          octets = 0;
        }
      }
      submit(batch);
      pace.did(octets);
    }
  }

  /** A body that is not what was written stays where it is; returns how much will be copied. */
  private long add(
      List<RelocateBodies.Moved> batch,
      StoreIo.Handle handle,
      long segment,
      SegmentReader.Found record)
      throws IOException {
    var payload = ByteBuffer.allocate(record.header().payloadLength());
    handle.read(record.offset() + RecordHeader.LENGTH, payload);
    int checksum = RecordHeader.checksum(payload.flip());
    var path = files.segment(segment).toString();
    var type = RecordType.numbered(record.header().type());
    boolean isBody =
        type.filter(t -> t == RecordType.BLOB || t == RecordType.EXTERNAL_BLOB).isPresent();
    if (!isBody || checksum != record.header().dataCrc()) {
      LOG.log(
          Level.ERROR,
          "Damage: the body at offset {0} of {1} is not moved, so the segment stays",
          record.offset(),
          path);
      damaged.add(segment);
      return 0;
    }
    var head = RecordCodec.blobHead(new PayloadReader(payload, path, record.offset()));
    batch.add(
        new RelocateBodies.Moved(
            Pointer.of(segment, record.offset()),
            new Transaction.Entry(type.get(), List.of(payload), payload.remaining(), checksum),
            head.guid(),
            head.blobId()));
    return record.header().recordLength();
  }

  private void submit(List<RelocateBodies.Moved> batch) {
    if (batch.isEmpty()) {
      return;
    }
    var moved = store.submit(new RelocateBodies(List.copyOf(batch)));
    for (int i = 0; i < moved.length; i++) {
      var body = batch.get(i);
      long pointer = moved[i];
      structures
          .get(body.pointer(), body.guid())
          .ifPresent(structure -> structures.put(pointer, body.guid(), structure));
    }
    batch.clear();
  }

  /** Removes the segments to which nothing leads any more, and large messages that are gone. */
  private Freed remove(TreeMap<Long, Long> victims) throws IOException {
    // First what may have a file, then the state: a message that comes meanwhile is in neither.
    var known = Map.copyOf(externals);
    var needed = NeededBodies.of(store.state(), known);
    victims.keySet().removeIf(segment -> needed.octets(segment) > 0);
    var gone = new HashSet<Long>();
    known.forEach(
        (pointer, blobId) -> {
          boolean isOld = victims.containsKey(Pointer.segment(pointer));
          if (!needed.isInFile(blobId)) {
            gone.add(blobId);
          }
          if (isOld || !needed.isInFile(blobId)) {
            externals.remove(pointer);
          }
        });
    if (victims.isEmpty() && gone.isEmpty()) {
      return Freed.NOTHING;
    }
    store.submit(new ReleaseSegments(List.copyOf(victims.keySet())));
    // No sync: what a crash brings back is removed by the next start, or given back once more.
    for (long segment : victims.keySet()) {
      io.delete(files.segment(segment));
      handles.forget(files.segment(segment));
      structures.forgetSegment(segment);
    }
    for (long blobId : gone) {
      io.delete(files.big(blobId));
      handles.forget(files.big(blobId));
    }
    long octets = victims.values().stream().mapToLong(length -> length).sum();
    return new Freed(victims.size(), gone.size(), octets);
  }
}
