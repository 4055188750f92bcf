package org.culverhouse.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Does to the files of a store on a simulated disk what disks and people do. */
record SimDamage(SimIo io) {
  static final Path HOME = SimServer.ROOT.resolve("34/0000000000001234");

  StoreTools tools() {
    return new StoreTools(
        io,
        SimServer.ROOT,
        SimServer.small(Durability.OPTIMIZED),
        () -> 1_900_000_000_000L,
        new SplittableRandom(7));
  }

  StoreReport check() {
    return tools().check(SimServer.ID, octets -> {});
  }

  StoreTools.Repaired repair() {
    return tools().repair(SimServer.ID, octets -> {});
  }

  /** Every file of the store but OWNER, which says nothing. */
  List<Path> files() {
    var all = new ArrayList<Path>();
    all.add(HOME.resolve("STORE"));
    for (var folder : List.of("log", "big", "snap", "mbx", "cache")) {
      io.list(HOME.resolve(folder)).forEach(name -> all.add(HOME.resolve(folder).resolve(name)));
    }
    return all;
  }

  long size(Path file) {
    try (var handle = io.open(file, StoreIo.Access.READ)) {
      return handle.size();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  void flip(Path file, long at, int bit) {
    try (var handle = io.open(file, StoreIo.Access.WRITE)) {
      var octet = ByteBuffer.allocate(1);
      handle.read(at, octet);
      octet.put(0, (byte) (octet.get(0) ^ 1 << bit));
      handle.write(at, List.of(octet.flip()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  void write(Path file, String text) {
    try (var handle = io.open(file, StoreIo.Access.OPEN_OR_CREATE)) {
      handle.write(0, List.of(java.nio.charset.StandardCharsets.UTF_8.encode(text)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  void delete(Path file) {
    try {
      io.delete(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  void deleteSnapshots() {
    for (var folder : List.of("snap", "mbx")) {
      io.list(HOME.resolve(folder)).forEach(name -> delete(HOME.resolve(folder).resolve(name)));
    }
  }

  /** The records of a segment, one after the other. */
  List<SegmentReader.Found> records(long segment) {
    var files = new StoreFiles(SimServer.ROOT, SimServer.ID);
    var found = new ArrayList<SegmentReader.Found>();
    try (var handle = io.open(files.segment(segment), StoreIo.Access.READ)) {
      var seed = new RecordHeader.Seed(StoreIdentity.read(io, files).store(), segment);
      var reader = new SegmentReader(handle, "segment", seed, handle.size());
      long at = SegmentHeader.LENGTH;
      for (var next = reader.at(at); next.isPresent(); next = reader.at(at)) {
        found.add(next.get());
        at = next.get().end();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return found;
  }

  /** Flips a bit in the payload of the record of this type that comes as the n-th, from 0. */
  void spoil(RecordType type, int n) {
    var record =
        records(1).stream()
            .filter(found -> found.header().type() == type.number())
            .skip(n)
            .findFirst()
            .orElseThrow();
    flip(HOME.resolve("log/00000001.seg"), record.offset() + RecordHeader.LENGTH + 3, 5);
  }
}
