package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Cache files against a map: what is answered is what was put, and little is forgotten. */
@ExtendWith(QuietLog.class)
class StructuresTest {
  private static final UUID STORE = new UUID(1, 2);
  private static final int BUFFER = 4096;

  private final SimIo io = new SimIo(SimServer.ROOT);
  private final StoreFiles files = new StoreFiles(SimServer.ROOT, SimServer.ID);
  private final SplittableRandom random = new SplittableRandom(7);
  private final TreeMap<Long, byte[]> expected = new TreeMap<>();

  @BeforeEach
  void folders() throws IOException {
    io.createDirectory(files.parent());
    io.createDirectory(files.home());
  }

  private static Structures structures(StoreIo disk, StoreFiles at) {
    return new Structures(disk, at, STORE, new ReadHandles(disk, 4), BUFFER);
  }

  private static Guid guid(long pointer) {
    return new Guid(pointer * 31, ~pointer);
  }

  /** The same for the same body, as it is for messages. */
  private static byte[] octets(long pointer, int bound) {
    var random = new SplittableRandom(pointer);
    var octets = new byte[random.nextInt(bound)];
    random.nextBytes(octets);
    return octets;
  }

  private void put(Structures structures, long segment, long offset, int bound) {
    long pointer = Pointer.of(segment, offset);
    var octets = octets(pointer, bound);
    structures.put(pointer, guid(pointer), ByteBuffer.wrap(octets));
    expected.put(pointer, octets);
  }

  /** Returns how many are there; those are right. */
  private int check(Structures structures) {
    int found = 0;
    for (var entry : expected.entrySet()) {
      var record = structures.get(entry.getKey(), guid(entry.getKey()));
      if (record.isPresent()) {
        found++;
        assertThat(record.get()).isEqualTo(ByteBuffer.wrap(entry.getValue()));
      }
    }
    return found;
  }

  private void fill(Structures structures) {
    for (int i = 0; i < 300; i++) {
      put(structures, 1 + i / 60, 8L * (i + 1), 3000);
    }
  }

  @Test
  void everythingIsThereAtOnceAndAfterEachOpening() {
    for (int round = 0; round < 3; round++) {
      var structures = structures(io, files);
      assertThat(check(structures)).isEqualTo(expected.size());
      fill(structures);
      assertThat(check(structures)).isEqualTo(expected.size());
      structures.close();
    }
  }

  @Test
  void theOrderDoesNotMatter() {
    var structures = structures(io, files);
    for (int i = 0; i < 500; i++) {
      put(structures, 1 + random.nextInt(4), 8L * (1 + random.nextInt(200)), 500);
      if (i % 50 == 0) {
        assertThat(check(structures)).isEqualTo(expected.size());
      }
    }
    structures.close();
    assertThat(check(structures(io, files))).isEqualTo(expected.size());
  }

  @Test
  void afterAKillOnlyTheLastOnesAreMissing() {
    fill(structures(io, files));
    io.killProcess();
    assertThat(check(structures(io, files))).isGreaterThan(expected.size() - 20);
  }

  @Test
  void aPowerCutLeavesWhatItLeaves() {
    var structures = structures(io, files);
    fill(structures);
    for (int i = 0; i < 50; i++) {
      var again = structures(io.afterPowerCut(random), files);
      check(again);
      put(again, 3, 80_000, 100);
      assertThat(check(again)).isPositive();
      expected.remove(Pointer.of(3, 80_000));
    }
  }

  @Test
  void theRecordOfAnotherBodyAtTheSamePlaceIsNoAnswer() {
    var structures = structures(io, files);
    put(structures, 1, 128, 50);

    assertThat(structures.get(Pointer.of(1, 128), guid(9))).isEmpty();
    assertThat(structures.get(Pointer.of(1, 136), guid(Pointer.of(1, 128)))).isEmpty();
    assertThat(structures.get(Pointer.of(2, 128), guid(Pointer.of(1, 128)))).isEmpty();
  }

  @Test
  void theFileOfAnotherStoreIsBegunAnew() {
    var theirs = new Structures(io, files, new UUID(3, 4), new ReadHandles(io, 4), BUFFER);
    put(theirs, 1, 128, 50);
    theirs.close();
    var ours = structures(io, files);
    assertThat(check(ours)).isZero();
    put(ours, 1, 128, 60);
    ours.close();
    assertThat(check(structures(io, files))).isEqualTo(1);
  }

  @Test
  void aFullDiskOnlyMeansLess() {
    var structures = structures(io, files);
    fill(structures);
    io.limitCapacity(io.used());
    fill(structures);
    check(structures);
    io.limitCapacity(Long.MAX_VALUE);
    put(structures, 9, 80, 50);
    check(structures);
    structures.close();
    assertThat(check(structures(io, files))).isPositive();
  }

  @Test
  void everyCallMayFail() throws IOException {
    var failing = new long[1];
    io.onStep(
        (number, what, path) -> {
          if (number % 3 == failing[0]) {
            throw new IOException("Input/output error");
          }
        });
    for (failing[0] = 0; failing[0] < 3; failing[0]++) {
      var structures = structures(io, files);
      fill(structures);
      check(structures);
      structures.close();
      check(structures(io, files));
    }
  }

  @Test
  void aSegmentThatIsGoneTakesItsFileAlong() throws IOException {
    var structures = structures(io, files);
    fill(structures);
    structures.forgetSegment(2);
    structures.close();

    assertThat(files.caches(io)).containsExactly(1L, 3L, 4L, 5L);
    assertThat(check(structures(io, files))).isEqualTo(240);
  }

  @Test
  void largeFilesAreMapped(@TempDir Path folder) throws IOException {
    var real = new StoreFiles(folder, SimServer.ID);
    var disk = new FileIo();
    disk.createDirectory(real.parent());
    disk.createDirectory(real.home());
    for (int round = 0; round < 3; round++) {
      var structures = structures(disk, real);
      for (int i = 0; i < 1000; i++) {
        put(structures, 1, 8L * (1 + i + round * 700), 1000);
        if (i % 100 == 0) {
          assertThat(check(structures)).isEqualTo(expected.size());
        }
      }
      structures.close();
      assertThat(check(structures(disk, real))).isEqualTo(expected.size());
    }
  }

  @Test
  void aThousandFlippedBitsAreFoundOrHarmless() throws IOException {
    var structures = structures(io, files);
    fill(structures);
    structures.close();
    var names = new ArrayList<Path>();
    for (long segment : files.caches(io)) {
      names.add(files.cache(segment));
    }
    int most = 0;
    for (int i = 0; i < 1000; i++) {
      var disk = io.copy();
      SnapshotDamageTest.flip(disk, names.get(random.nextInt(names.size())), random);
      var again = structures(disk, files);
      most = Math.max(most, check(again));
      var first = expected.firstEntry();
      again.put(first.getKey(), guid(first.getKey()), ByteBuffer.wrap(first.getValue()));
      assertThat(again.get(first.getKey(), guid(first.getKey()))).isPresent();
    }
    assertThat(most).isGreaterThan(expected.size() - 2);
  }

  @Test
  void aFileOfAnyLengthIsRead() throws IOException {
    var structures = structures(io, files);
    put(structures, 1, 80, 500);
    put(structures, 1, 160, 500);
    structures.close();
    long first =
        (long) CacheFile.HEADER + CacheEntry.HEADER + expected.firstEntry().getValue().length;
    long second = (first + 7 & -8) + CacheEntry.HEADER + expected.lastEntry().getValue().length;
    long size;
    try (var handle = io.open(files.cache(1), StoreIo.Access.READ)) {
      size = handle.size();
    }
    for (long length = 0; length < size; length++) {
      var disk = io.copy();
      try (var handle = disk.open(files.cache(1), StoreIo.Access.WRITE)) {
        handle.truncate(length);
        if (random.nextBoolean()) {
          handle.write(length, List.of(ByteBuffer.wrap(octets(length, 100))));
        }
      }
      var again = structures(disk, files);
      int least = length < first + 7 ? 0 : length < second + 7 ? 1 : 2;
      assertThat(check(again)).isBetween(least, length < first ? 0 : length < second ? 1 : 2);
    }
  }
}
