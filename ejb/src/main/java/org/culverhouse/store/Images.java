package org.culverhouse.store;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Images of a store in its own log: with one, nothing in front of it is needed to know what there
 * is, so older segments may go. An image is the octets of a snapshot in parts, each a record.
 */
final class Images {
  private static final System.Logger LOG = System.getLogger(Images.class.getName());

  /** Bounds what a damaged number of parts can make a reader ask for. */
  private static final int MAX_PARTS = 1 << 20;

  private final StoreIo io;
  private final StoreFiles files;
  private final UUID store;

  Images(StoreIo io, StoreFiles files, UUID store) {
    this.io = io;
    this.files = files;
    this.store = store;
  }

  /** Where a part is in the log. */
  private record Place(long segment, long offset) {}

  /** The same image whose name is the number of the record that comes after what it contains. */
  static Snapshot named(Snapshot snapshot) {
    return new Snapshot(
        snapshot.end().lsn(),
        snapshot.state(),
        snapshot.end(),
        snapshot.epoch(),
        snapshot.nextBlobId(),
        snapshot.externals(),
        snapshot.segments(),
        Map.of());
  }

  /** Gives the parts of an image of the snapshot to the sink, in their order. */
  void write(Snapshot snapshot, int partBytes, Consumer<LogRecord.Image> sink) throws IOException {
    var image = named(snapshot);
    var temporary = files.temporary().resolve("image");
    io.delete(temporary);
    try (var handle = io.open(temporary, StoreIo.Access.CREATE)) {
      new SnapshotWriter(io, files, store, Integer.MAX_VALUE).writeImage(handle, image);
      long size = handle.size();
      int parts = Math.toIntExact((size + partBytes - 1) / partBytes);
      for (int part = 0; part < parts; part++) {
        long at = (long) part * partBytes;
        var octets = ByteBuffer.allocate((int) Math.min(partBytes, size - at));
        handle.read(at, octets);
        sink.accept(new LogRecord.Image(image.generation(), part, parts, octets.flip()));
      }
    } finally {
      io.delete(temporary);
    }
  }

  /** The newest image that is whole and sound, belongs to this log and ends before a record. */
  Optional<Snapshot> newest(List<Long> segments, long beforeLsn) throws IOException {
    var found = new HashMap<Long, Map<Integer, Place>>();
    var counts = new HashMap<Long, Integer>();
    for (long segment : segments.reversed()) {
      for (var part : parts(segment)) {
        var image = part.record;
        if (image.generation() >= beforeLsn) {
          continue;
        }
        var places = found.computeIfAbsent(image.generation(), g -> new HashMap<>());
        places.put(image.part(), part.place);
        counts.put(image.generation(), image.parts());
      }
      for (long generation : counts.keySet().stream().sorted().toList().reversed()) {
        var places = found.getOrDefault(generation, Map.of());
        if (places.size() == counts.getOrDefault(generation, 0)) {
          var snapshot = read(generation, places, segments);
          if (snapshot.isPresent()) {
            return snapshot;
          }
          found.remove(generation);
          counts.remove(generation);
        }
      }
    }
    return Optional.empty();
  }

  private record Part(LogRecord.Image record, Place place) {}

  private List<Part> parts(long segment) throws IOException {
    var parts = new ArrayList<Part>();
    try (var handle = io.open(files.segment(segment), StoreIo.Access.READ)) {
      var reader = reader(handle, segment);
      long at = SegmentHeader.LENGTH;
      for (var next = reader.next(at); next.isPresent(); next = reader.next(at)) {
        var record = next.get();
        at = record.end();
        if (record.header().type() == RecordType.IMAGE.number()
            && record.isSound()
            && reader.decode(record, RecordType.IMAGE) instanceof LogRecord.Image image
            && image.parts() <= MAX_PARTS
            && image.part() < image.parts()) {
          var bare =
              new LogRecord.Image(
                  image.generation(), image.part(), image.parts(), ByteBuffer.allocate(0));
          parts.add(new Part(bare, new Place(segment, record.offset())));
        }
      }
    }
    return parts;
  }

  private SegmentReader reader(StoreIo.Handle handle, long segment) throws IOException {
    var seed = new RecordHeader.Seed(store, segment);
    return new SegmentReader(handle, files.segment(segment).toString(), seed, handle.size());
  }

  private Optional<Snapshot> read(long generation, Map<Integer, Place> places, List<Long> segments)
      throws IOException {
    try {
      var octets = new ArrayList<ByteBuffer>();
      for (int part = 0; part < places.size(); part++) {
        var place = places.get(part);
        octets.add(place == null ? ByteBuffer.allocate(0) : octets(place));
      }
      int length = Math.toIntExact(octets.stream().mapToLong(ByteBuffer::remaining).sum());
      var whole = ByteBuffer.allocate(length);
      octets.forEach(whole::put);
      var name = files.log() + ", image " + generation;
      var snapshot = new SnapshotReader(io, files, store).read(generation, whole.flip(), name);
      if (new Snapshots(io, files).isReached(snapshot, store, segments)) {
        return Optional.of(snapshot);
      }
      LOG.log(Level.WARNING, () -> name + " is not of this log");
    } catch (CorruptFileException | ArithmeticException e) {
      LOG.log(Level.WARNING, "An image is passed over", e);
    }
    return Optional.empty();
  }

  private ByteBuffer octets(Place place) throws IOException {
    try (var handle = io.open(files.segment(place.segment), StoreIo.Access.READ)) {
      var reader = reader(handle, place.segment);
      var record = reader.at(place.offset);
      if (record.isPresent()
          && reader.decode(record.get(), RecordType.IMAGE) instanceof LogRecord.Image image) {
        return image.octets();
      }
      return ByteBuffer.allocate(0);
    }
  }
}
