package org.culverhouse.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.culverhouse.index.IndexSection;
import org.culverhouse.index.IndexSummary;
import org.culverhouse.index.IndexWriter;
import org.culverhouse.store.SectionFile.Kind;
import org.culverhouse.store.SectionFile.Seed;
import org.jspecify.annotations.Nullable;

/** Writes the files of one snapshot (docs/formats/snap.md). States are immutable: no lock. */
final class SnapshotWriter {
  private static final int EMBEDDED_HEAD = 8;

  private final StoreIo io;
  private final StoreFiles files;
  private final UUID store;
  private final int embeddedMessages;
  private final List<Place> places = new ArrayList<>();
  private Relocations relocations = Relocations.NONE;
  private long embedded;

  SnapshotWriter(StoreIo io, StoreFiles files, UUID store, int embeddedMessages) {
    this.io = io;
    this.files = files;
    this.store = store;
    this.embeddedMessages = embeddedMessages;
  }

  /** Where the index of a mailbox is: in a file of a generation, or in the snapshot. */
  private record Place(StoreState.Entry entry, long generation, long at, long length) {}

  /**
   * @param known the snapshot from which indexes may be used again where nothing has changed
   * @return the same with the indexes that it points to
   */
  Snapshot write(Snapshot snapshot, Snapshot known) throws IOException {
    relocations = snapshot.state().relocations();
    for (var folder : List.of(files.snapshots(), files.indexes())) {
      if (!io.exists(folder)) {
        io.createDirectory(folder);
        io.syncDirectory(files.home());
      }
    }
    var indexes = new HashMap<Long, Long>();
    boolean isNew = false;
    for (var entry : snapshot.state().mailboxes()) {
      if (entry.index().summary().messages() > embeddedMessages) {
        var generation = known.indexes().get(entry.id());
        if (generation == null || !isSame(entry, known.state().entry(entry.id()))) {
          generation = snapshot.generation();
          index(entry, generation, snapshot.end().lsn());
          isNew = true;
        }
        indexes.put(entry.id(), generation);
      }
    }
    if (isNew) {
      io.syncDirectory(files.indexes());
    }
    var target = files.snapshot(snapshot.generation());
    SectionFile.write(
        io,
        temporary(target),
        target,
        Kind.SNAPSHOT,
        header(snapshot),
        new Seed(store, 0, snapshot.generation()),
        snapshot.end().lsn(),
        sections(snapshot, indexes));
    io.syncDirectory(files.snapshots());
    return new Snapshot(
        snapshot.generation(),
        snapshot.state(),
        snapshot.end(),
        snapshot.epoch(),
        snapshot.nextBlobId(),
        snapshot.externals(),
        snapshot.segments(),
        Map.copyOf(indexes));
  }

  /** Writes the whole snapshot, with every index in it, into an empty file; nothing is synced. */
  void writeImage(StoreIo.Handle handle, Snapshot snapshot) throws IOException {
    relocations = snapshot.state().relocations();
    SectionFile.write(
        handle,
        Kind.SNAPSHOT,
        header(snapshot),
        new Seed(store, 0, snapshot.generation()),
        snapshot.end().lsn(),
        sections(snapshot, Map.of()));
  }

  private boolean isSame(StoreState.Entry entry, StoreState.@Nullable Entry known) {
    return known != null
        && known.index() == entry.index()
        && !entry.index().isDamaged()
        && !relocations.concern(entry);
  }

  private List<IndexSection> sections(StoreState.Entry entry) {
    return relocations.concern(entry)
        ? IndexWriter.sections(entry.state(), relocations::resolve)
        : entry.index().sections();
  }

  private Path temporary(Path target) {
    return files.temporary().resolve(target.getFileName());
  }

  private void index(StoreState.Entry entry, long generation, long lsn) throws IOException {
    var target = files.index(entry.id(), generation);
    var header = Kind.INDEX.header(store);
    header.putLong(entry.id()).putLong(lsn).putLong(generation);
    entry.index().summary().put(header);
    SectionFile.write(
        io,
        temporary(target),
        target,
        Kind.INDEX,
        header,
        new Seed(store, entry.id(), generation),
        lsn,
        sections(entry));
  }

  private ByteBuffer header(Snapshot snapshot) {
    var state = snapshot.state();
    var end = snapshot.end();
    var header = Kind.SNAPSHOT.header(store);
    header.putLong(snapshot.generation()).putLong(end.lsn());
    header.putLong(end.segment()).putLong(end.offset()).putLong(end.last());
    header.putInt(end.chain()).putInt(0);
    header.putLong(snapshot.epoch()).putLong(snapshot.nextBlobId());
    header.putLong(state.nextMailboxId()).putLong(state.uidValidityHigh());
    return header.putLong(state.usage().octets()).putLong(state.usage().messages());
  }

  /** The embedded indexes come first: where they are is known when they have been written. */
  private List<IndexSection> sections(Snapshot snapshot, Map<Long, Long> indexes) {
    return List.of(
        new IndexSection(
            SnapshotSection.INDEXES,
            0,
            () ->
                snapshot.state().mailboxes().stream()
                    .flatMap(entry -> embed(entry, indexes.get(entry.id())))
                    .iterator()),
        new IndexSection(SnapshotSection.MAILBOXES, 0, () -> mailboxes().iterator()),
        new IndexSection(
            SnapshotSection.SUBSCRIPTIONS, 0, List.of(subscriptions(snapshot.state()))),
        new IndexSection(SnapshotSection.SEGMENTS, 0, List.of(segments(snapshot))),
        new IndexSection(SnapshotSection.EXTERNALS, 0, List.of(externals(snapshot))));
  }

  private Stream<ByteBuffer> embed(StoreState.Entry entry, @Nullable Long generation) {
    if (generation != null) {
      places.add(new Place(entry, generation, 0, 0));
      return Stream.of();
    }
    var sections = sections(entry);
    var head = ByteBuffer.allocate(IndexSummary.LENGTH + 8).order(ByteOrder.LITTLE_ENDIAN);
    entry.index().summary().put(head);
    head.putInt(sections.size()).putInt(0).flip();
    long length = head.remaining();
    for (var section : sections) {
      length += EMBEDDED_HEAD + aligned(length(section));
    }
    places.add(new Place(entry, 0, embedded, length));
    embedded += length;
    return Stream.concat(Stream.of(head), sections.stream().flatMap(SnapshotWriter::embed));
  }

  private static long length(IndexSection section) {
    long length = 0;
    for (var piece : section.pieces()) {
      length += piece.remaining();
    }
    return length;
  }

  private static long aligned(long length) {
    return (length + 7) / 8 * 8;
  }

  private static Stream<ByteBuffer> embed(IndexSection section) {
    long length = length(section);
    var head = ByteBuffer.allocate(EMBEDDED_HEAD).order(ByteOrder.LITTLE_ENDIAN);
    head.putShort((short) section.id()).putShort((short) section.codec());
    head.putInt(Math.toIntExact(length)).flip();
    var pieces = StreamSupport.stream(section.pieces().spliterator(), false);
    var zeros = ByteBuffer.allocate((int) (aligned(length) - length));
    return Stream.concat(Stream.concat(Stream.of(head), pieces), Stream.of(zeros));
  }

  private Stream<ByteBuffer> mailboxes() {
    return places.stream()
        .map(
            place -> {
              var info = place.entry.info();
              var counters =
                  ByteBuffer.allocate(IndexSummary.LENGTH).order(ByteOrder.LITTLE_ENDIAN);
              place.entry.index().summary().put(counters);
              return new PayloadWriter()
                  .u64(place.entry.id())
                  .u32(info.uidValidity().value())
                  .u32(RecordCodec.bits(info.specialUses()))
                  .u64(place.generation)
                  .u64(place.at)
                  .u64(place.length)
                  .octets(counters.array())
                  .text(info.name().value())
                  .align(8)
                  .done();
            });
  }

  private static ByteBuffer subscriptions(StoreState state) {
    var out = new PayloadWriter();
    state.tree().subscriptions().forEach(name -> out.text(name.value()));
    return out.done();
  }

  private static ByteBuffer segments(Snapshot snapshot) {
    var out = new PayloadWriter();
    snapshot.segments().forEach(out::u64);
    return out.done();
  }

  private static ByteBuffer externals(Snapshot snapshot) {
    var out = new PayloadWriter();
    snapshot.externals().forEach((pointer, blobId) -> out.u64(pointer).u64(blobId));
    return out.done();
  }
}
