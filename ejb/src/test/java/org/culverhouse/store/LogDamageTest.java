package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Files that are not as the store has left them (storage.md section 6). */
@ExtendWith(QuietLog.class)
class LogDamageTest {
  private static final Path HOME = SimServer.ROOT.resolve("34/0000000000001234");
  private static final Path SEGMENT = HOME.resolve("log/00000001.seg");
  private static final int MESSAGES = 3;

  private final SimIo io = new SimIo(SimServer.ROOT);
  private final SimServer server = SimServer.on(io, Durability.OPTIMIZED, 1);

  /** The offset of each transaction, and the state in front of it. */
  private final List<Long> starts = new ArrayList<>();

  private final List<List<String>> states = new ArrayList<>();

  @BeforeEach
  void someMessages() {
    server.use(
        store -> {
          var operations = new StoreOperations(new SplittableRandom(1));
          for (int i = 0; i < MESSAGES; i++) {
            note(store);
            operations.append("INBOX", FlagSet.NONE, 700).onStore().accept(store);
          }
          note(store);
          return true;
        });
    removeSnapshots();
  }

  /** They would hide what becomes of the log. */
  private void removeSnapshots() {
    try {
      for (var name : io.list(HOME.resolve("snap"))) {
        io.delete(HOME.resolve("snap").resolve(name));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Without what a start after a crash adds to HIGHESTMODSEQ. */
  private static List<String> lines(SimServer server) {
    return withoutSkips(server.lines());
  }

  private static List<String> withoutSkips(List<String> lines) {
    var skip = Pattern.compile("modseq ([0-9]+) recent");
    var result = new ArrayList<String>();
    for (var line : lines) {
      result.add(
          skip.matcher(line)
              .replaceAll(
                  found ->
                      "modseq "
                          + Long.parseLong(found.group(1)) % StoreOpening.SKIPPED_MODSEQS
                          + " recent"));
    }
    return result;
  }

  private void note(MailStore store) {
    states.add(StoreText.lines(store));
    starts.add(endOfLog());
  }

  private static ByteBuffer read(StoreIo.Handle handle) throws IOException {
    var octets = ByteBuffer.allocate((int) handle.size());
    handle.read(0, octets);
    return octets.flip();
  }

  private interface Damage {
    void on(StoreIo.Handle handle) throws IOException;
  }

  private void damage(Path file, Damage damage) {
    try (var handle = io.open(file, StoreIo.Access.OPEN_OR_CREATE)) {
      damage.on(handle);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void flip(long at) {
    damage(
        SEGMENT,
        handle -> {
          var octet = (byte) (read(handle).get((int) at) ^ 4);
          handle.write(at, List.of(ByteBuffer.wrap(new byte[] {octet})));
        });
  }

  /** Where the last record ends. */
  private long endOfLog() {
    var end = new long[] {SegmentHeader.LENGTH};
    damage(
        SEGMENT,
        handle -> {
          var store = StoreIdentity.read(io, new StoreFiles(SimServer.ROOT, SimServer.ID)).store();
          var seed = new RecordHeader.Seed(store, 1);
          var reader = new SegmentReader(handle, "segment", seed, handle.size());
          for (var r = reader.at(end[0]); r.isPresent(); r = reader.at(end[0])) {
            end[0] = r.get().end();
          }
        });
    return end[0];
  }

  private static boolean canAppend(MailStore store) {
    var operation = new StoreOperations(new SplittableRandom(9)).append("INBOX", FlagSet.NONE, 10);
    try {
      operation.onStore().accept(store);
      return true;
    } catch (MailException e) {
      assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE);
      return false;
    }
  }

  @Test
  void aTornTailIsCutOffAtWhateverOctetItEnds() {
    long start = starts.get(MESSAGES - 1);
    for (long at = start; at < starts.getLast(); at += 61) {
      long size = at;
      var disk = io.copy();
      try (var handle = disk.open(SEGMENT, StoreIo.Access.WRITE)) {
        handle.truncate(size);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      var again = server.with(disk);
      assertThat(lines(again)).as("cut at %d", at).isEqualTo(states.get(MESSAGES - 1));
      assertThat(again.use(LogDamageTest::canAppend)).isTrue();
    }
  }

  @Test
  void aTailOfZerosIsCutOff() {
    damage(
        SEGMENT,
        handle -> {
          long from = starts.get(MESSAGES - 1) + 200;
          SegmentFile.zeros(handle, from, handle.size());
        });
    assertThat(lines(server)).isEqualTo(states.get(MESSAGES - 1));
    assertThat(server.use(LogDamageTest::canAppend)).isTrue();
  }

  @Test
  void aTailOfRubbishIsCutOffAndNeverComesBack() {
    damage(
        SEGMENT,
        handle -> {
          var rubbish = new byte[3000];
          new SplittableRandom(4).nextBytes(rubbish);
          handle.write(starts.getLast(), List.of(ByteBuffer.wrap(rubbish)));
        });
    assertThat(lines(server)).isEqualTo(states.getLast());
    damage(
        SEGMENT,
        handle -> {
          var behind = read(handle).position((int) endOfLog()).slice();
          assertThat(behind).isEqualTo(ByteBuffer.allocate(behind.limit()));
        });
    assertThat(server.use(LogDamageTest::canAppend)).isTrue();
  }

  /** Something synced stands behind it, so it is no torn tail: nothing is cut, nothing written. */
  @Test
  void aFlippedBitInTheMiddleLeavesTheRestToBeRead() {
    flip(starts.get(1) + 16);
    var before = bytes();
    server.use(
        store -> {
          var lines = StoreText.lines(store);
          assertThat(lines).contains(states.getLast().get(1), states.getLast().get(3));
          assertThat(lines).doesNotContain(states.getLast().get(2));
          assertThat(canAppend(store)).isFalse();
          return true;
        });
    assertThat(bytes()).isEqualTo(before);
  }

  private ByteBuffer bytes() {
    var octets = new ByteBuffer[1];
    damage(SEGMENT, handle -> octets[0] = read(handle));
    return octets[0];
  }

  @Test
  void aFlippedBitInABodyIsToldToWhoReadsIt() {
    flip(starts.get(1) + 300);
    var lines = lines(server);
    assertThat(lines.get(1)).isEqualTo(states.getLast().get(1));
    assertThat(lines.get(2)).contains("unreadable").contains("damaged");
    assertThat(lines.get(3)).isEqualTo(states.getLast().get(3));
    assertThat(server.use(LogDamageTest::canAppend)).isTrue();
  }

  @Test
  void everyFlippedBitIsHarmlessOrFound() {
    var good = states.getLast();
    long end = starts.getLast();
    var random = new SplittableRandom(8);
    for (int i = 0; i < 400; i++) {
      var disk = io.copy();
      long at = random.nextLong(end);
      try (var handle = disk.open(SEGMENT, StoreIo.Access.WRITE)) {
        var octet = (byte) (read(handle).get((int) at) ^ 1 << random.nextInt(8));
        handle.write(at, List.of(ByteBuffer.wrap(new byte[] {octet})));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      try {
        var lines = lines(server.with(disk));
        lines.removeIf(line -> line.contains("unreadable") || line.startsWith("usage"));
        lines.removeIf(line -> line.contains("validity"));
        assertThat(good).as("bit flipped at %d", at).containsAll(lines);
      } catch (MailException e) {
        assertThat(e.reason()).isIn(Reason.CORRUPT, Reason.UNAVAILABLE);
      }
    }
  }

  /** The same octets at the same place, but written for another store. */
  @Test
  void aRecordOfAnotherStoreIsNoRecord() {
    var other = SimServer.on(new SimIo(SimServer.ROOT), Durability.OPTIMIZED, 99);
    other.use(LogDamageTest::canAppend);
    damage(
        SEGMENT,
        handle -> {
          try (var foreign = other.io().open(SEGMENT, StoreIo.Access.READ)) {
            handle.write(SegmentHeader.LENGTH, List.of(read(foreign).position(128).slice()));
          }
        });
    var lines = lines(server);
    assertThat(lines).noneMatch(line -> line.startsWith("  1 "));
  }

  /** A copy of a record that is sound where it stands. */
  @Test
  void aRecordAtAnotherPlaceIsNoRecord() {
    damage(
        SEGMENT,
        handle -> {
          int from = starts.get(1).intValue();
          int length = starts.get(2).intValue() - from;
          handle.write(starts.getLast(), List.of(read(handle).slice(from, length)));
        });
    assertThat(lines(server)).isEqualTo(states.getLast());
  }

  @Test
  void whatWasNeverFinishedIsSweptAway() {
    var stale = HOME.resolve("tmp/0000000000000009.msg");
    var orphan = HOME.resolve("big/0000000000000009.msg");
    var rubbish = List.of(StandardCharsets.UTF_8.encode("half a message"));
    damage(stale, handle -> handle.write(0, rubbish));
    damage(orphan, handle -> handle.write(0, rubbish));
    assertThat(lines(server)).isEqualTo(states.getLast());
    assertThat(io.exists(stale)).isFalse();
    assertThat(io.exists(orphan)).isFalse();
  }

  @Test
  void aLogWithoutItsIdentityIsNotForgotten() throws Exception {
    io.delete(HOME.resolve("STORE"));
    assertThatExceptionOfType(MailException.class)
        .isThrownBy(() -> lines(server))
        .matches(refusal -> refusal.reason() == Reason.CORRUPT);
    assertThat(io.exists(SEGMENT)).isTrue();
  }

  @Test
  void aSecondOwnerIsRefused() {
    server.use(
        store -> {
          assertThatExceptionOfType(MailException.class)
              .isThrownBy(() -> lines(server))
              .matches(refusal -> refusal.reason() == Reason.IN_USE)
              .withMessageContaining("process " + ProcessHandle.current().pid());
          return true;
        });
    assertThat(lines(server)).isEqualTo(states.getLast());
  }
}
