package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.store.Finding.Severity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A file of the log is gone, as after a backup that was not complete: nobody is shown less mail as
 * if it had been expunged, and a repair keeps all that is known.
 */
@ExtendWith(QuietLog.class)
class LostSegmentTest {
  private static final StoreFiles FILES = new StoreFiles(SimServer.ROOT, SimServer.ID);

  private final SimIo io = new SimIo(SimServer.ROOT);
  private final SimServer server = SimServer.on(io, Durability.OPTIMIZED, 1);
  private final SimDamage damage = new SimDamage(io);
  private final StoreOperations operations = new StoreOperations(new SplittableRandom(1));
  private List<Long> segments = List.of();

  /** A segment holds about ten of the messages; two generations of snapshots are kept. */
  @BeforeEach
  void aStoreOfSomeSegments() throws Exception {
    try (var stores = server.stores();
        var store = stores.open(SimServer.ID)) {
      for (int i = 0; i < 50; i++) {
        operations.append("INBOX", FlagSet.NONE, 3000).onStore().accept(store);
        if (i == 20) {
          stores.checkpoint(SimServer.ID);
        }
      }
    }
    segments = FILES.segments(io);
    assertThat(segments).hasSizeGreaterThan(4);
    assertThat(FILES.snapshotGenerations(io)).hasSize(2);
  }

  private void lose(long segment) {
    damage.delete(FILES.segment(segment));
  }

  private void isRefused() {
    assertThatExceptionOfType(MailException.class)
        .isThrownBy(server::lines)
        .matches(refusal -> refusal.reason() == Reason.CORRUPT)
        .withMessageContaining("culver fsck");
  }

  private void isFound() {
    assertThat(damage.check().findings())
        .anyMatch(finding -> finding instanceof Finding.Log)
        .anyMatch(finding -> finding.severity() == Severity.ERROR);
  }

  /** Lines of messages; without a body the line says so. */
  private List<String> messages() {
    return server.lines().stream().filter(line -> line.startsWith("  ")).toList();
  }

  private void takesMailAndIsClean(int messages) {
    server.use(
        store -> {
          operations.append("INBOX", FlagSet.NONE, 4000).onStore().accept(store);
          return true;
        });
    assertThat(messages()).hasSize(messages + 1);
    assertThat(messages().getLast()).doesNotContain("unreadable");
    assertThat(damage.check().findings())
        .allMatch(f -> f instanceof Finding.Body || f.severity() == Severity.NOTE);
  }

  @Test
  void withoutItsLastSegmentAStoreIsNotOpened() {
    lose(segments.getLast());
    long steps = io.steps();

    isRefused();
    isRefused();

    assertThat(io.list(FILES.snapshots())).hasSize(2);
    assertThat(steps).isPositive();
    isFound();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void whatASnapshotKnowsOfLastSegmentsIsKept(int lost) {
    var before = messages();
    segments.subList(segments.size() - lost, segments.size()).forEach(this::lose);
    isRefused();
    isFound();

    damage.repair();

    var after = messages();
    assertThat(after).hasSameSizeAs(before);
    assertThat(after).filteredOn(line -> line.contains("unreadable")).isNotEmpty();
    assertThat(after.stream().filter(line -> !line.contains("unreadable")).map(this::digest))
        .allMatch(before.stream().map(this::digest).toList()::contains);
    takesMailAndIsClean(before.size());
  }

  /** The size and the text. */
  private String digest(String line) {
    return line.replaceAll("(modseq|next) [0-9]+", "");
  }

  @Test
  void withoutASnapshotACacheTellsOfTheLostSegment() throws Exception {
    damage.deleteSnapshots();
    var stores = server.stores();
    try (var store = stores.open(SimServer.ID)) {
      stores.rebuildStructures(SimServer.ID, (done, total) -> {});
      assertThat(store.tree().find(MailboxName.INBOX)).isPresent();
    }
    stores.close();
    damage.deleteSnapshots();
    assertThat(FILES.caches(io)).contains(segments.getLast());
    lose(segments.getLast());

    isRefused();
    isFound();
    damage.repair();

    int left = messages().size();
    assertThat(left).isBetween(30, 49);
    takesMailAndIsClean(left);
  }

  @Test
  void withoutAnySegmentAStoreIsNotTakenForANewOne() {
    segments.forEach(this::lose);
    isRefused();
    isFound();
    damage.repair();
    assertThat(messages()).hasSize(50).allMatch(line -> line.contains("unreadable"));
    takesMailAndIsClean(50);
  }

  @Test
  void withoutASegmentInItsMiddleTheStoreIsReadAndNotWritten() {
    var before = messages();
    lose(segments.get(2));

    server.use(
        store -> {
          assertThatExceptionOfType(MailException.class)
              .isThrownBy(
                  () -> operations.append("INBOX", FlagSet.NONE, 10).onStore().accept(store))
              .matches(StoreOracle::isPolite);
          return true;
        });
    assertThat(messages()).hasSameSizeAs(before);
    isFound();
    damage.repair();

    assertThat(messages()).hasSameSizeAs(before);
    assertThat(messages()).filteredOn(line -> line.contains("unreadable")).hasSizeBetween(5, 15);
    takesMailAndIsClean(before.size());
  }

  @Test
  void withoutASegmentInItsMiddleAndWithoutSnapshotsNoUidComesTwice() {
    var before = messages();
    damage.deleteSnapshots();
    lose(segments.get(2));
    isFound();
    damage.repair();

    var after = messages();
    assertThat(after).hasSizeLessThan(before.size()).hasSizeGreaterThan(30);
    assertThat(after).noneMatch(line -> line.contains("unreadable"));
    takesMailAndIsClean(after.size());
    long next =
        server.use(
            store -> store.open(store.tree().get(MailboxName.INBOX).id()).snapshot().uidNext());
    assertThat(next).isGreaterThan(51);
    assertThat(Set.copyOf(after)).hasSameSizeAs(after);
  }

  /** Where nothing is synced, that is what a crash does. */
  @Test
  void whereNothingIsSyncedTheStoreIsOpened() {
    lose(segments.getLast());
    var careless =
        new SimServer(io, SimServer.small(Durability.NEVER), server.clock(), server.seed());
    assertThat(careless.lines()).isNotEmpty();
  }
}
