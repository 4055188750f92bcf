package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.store.Finding.MessageName;
import org.culverhouse.store.Finding.Severity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** S23: a repair touches the smallest thing that is damaged, and loses no message that is there. */
@ExtendWith(QuietLog.class)
class StoreRepairTest {
  private static final int MESSAGES = 6;
  private static final FlagSet SEEN = FlagSet.of(SystemFlag.SEEN);

  private final SimIo io = new SimIo(SimServer.ROOT);
  private final SimServer server = SimServer.on(io, Durability.OPTIMIZED, 1);
  private final SimDamage damage = new SimDamage(io);
  private final StoreOperations operations = new StoreOperations(new SplittableRandom(1));

  /** In INBOX six messages of the first segment, in Work two. */
  @BeforeEach
  void aStore() {
    server.use(
        store -> {
          for (int i = 0; i < MESSAGES; i++) {
            operations.append("INBOX", SEEN, 700).onStore().accept(store);
          }
          store.create(new MailboxName("Work"), Set.of());
          operations.append("Work", FlagSet.NONE, 300).onStore().accept(store);
          operations.append("Work", FlagSet.NONE, 5000).onStore().accept(store);
          return true;
        });
  }

  private List<String> lines() {
    return server.with(io).lines();
  }

  private List<String> messages() {
    return lines().stream().filter(line -> line.startsWith("  ")).toList();
  }

  private boolean canAppend() {
    return server
        .with(io)
        .use(
            store -> {
              operations.append("INBOX", FlagSet.NONE, 10).onStore().accept(store);
              return true;
            });
  }

  private static List<String> withoutModSeqs(List<String> lines) {
    return lines.stream().map(line -> line.replaceAll("(modseq|next) [0-9]+", "$1")).toList();
  }

  private void isMended() {
    var second = damage.check();
    assertThat(second.findings()).allMatch(f -> f.severity() == Severity.NOTE);
    assertThat(canAppend()).isTrue();
    assertThat(damage.check().isClean()).isTrue();
  }

  @Test
  void aSoundStoreIsNotTouched() {
    long steps = io.steps();
    var repaired = damage.repair();
    assertThat(repaired.before().findings()).isEmpty();
    assertThat(io.steps()).isEqualTo(steps);
  }

  @Test
  void aDamagedBodySpoilsOnlyItsOwnText() {
    var before = lines();
    damage.spoil(RecordType.BLOB, 2);

    var repaired = damage.repair();

    var body = (Finding.Body) repaired.before().findings().getFirst();
    assertThat(repaired.before().findings()).hasSize(1);
    assertThat(body.messages()).containsExactly(new MessageName("INBOX", 3));
    assertThat(repaired.after().findings()).isEqualTo(repaired.before().findings());
    var after = lines();
    assertThat(after).hasSameSizeAs(before);
    assertThat(after.stream().filter(line -> line.contains("unreadable"))).hasSize(1);
    assertThat(after).filteredOn(line -> !line.contains("unreadable")).allMatch(before::contains);
    assertThat(canAppend()).isTrue();
    server
        .with(io)
        .use(
            store -> {
              var inbox = store.open(store.tree().get(MailboxName.INBOX).id());
              assertThatExceptionOfType(MailException.class)
                  .isThrownBy(() -> inbox.message(3))
                  .matches(refusal -> refusal.reason() == Reason.CORRUPT);
              return true;
            });
  }

  @Test
  void aSnapshotThatIsDamagedIsMadeAgain() {
    var before = lines();
    var file = damage.files().stream().filter(f -> f.toString().endsWith(".snap")).toList();
    damage.flip(file.getLast(), 300, 1);

    var repaired = damage.repair();

    assertThat(repaired.before().findings()).singleElement().isInstanceOf(Finding.Derived.class);
    assertThat(repaired.after().findings()).isEmpty();
    assertThat(lines()).isEqualTo(before);
    assertThat(io.list(SimDamage.HOME.resolve("quarantine"))).isNotEmpty();
  }

  @Test
  void whatASnapshotKnowsIsNotLostWithItsRecord() {
    var before = withoutModSeqs(lines());
    damage.spoil(RecordType.APPEND, 1);

    var repaired = damage.repair();

    assertThat(repaired.before().findings()).hasAtLeastOneElementOfType(Finding.Log.class);
    isMended();
    assertThat(withoutModSeqs(lines()).stream().filter(l -> l.startsWith("  ")))
        .containsAll(before.stream().filter(l -> l.startsWith("  ")).toList());
    assertThat(lines()).noneMatch(line -> line.contains("Recovered"));
  }

  @Test
  void withoutASnapshotABodyWhoseMailboxIsLostIsInRecovered() {
    damage.deleteSnapshots();
    var before = withoutModSeqs(messages());
    damage.deleteSnapshots();
    damage.spoil(RecordType.APPEND, 1);

    damage.repair();

    assertThat(lines()).anyMatch(line -> line.startsWith("Recovered"));
    assertThat(messages()).hasSameSizeAs(before);
    assertThat(messages()).noneMatch(line -> line.contains("unreadable"));
    isMended();
  }

  @Test
  void aMailboxWhoseNameIsLostIsCalledRecovered() {
    var before = messages();
    damage.deleteSnapshots();
    damage.spoil(RecordType.MAILBOX_CREATE, 1);

    damage.repair();

    assertThat(lines()).anyMatch(line -> line.startsWith("Recovered"));
    assertThat(messages()).hasSameSizeAs(before);
    isMended();
  }

  @Test
  void noUidIsGivenTwiceAfterALoss() {
    damage.deleteSnapshots();
    damage.spoil(RecordType.APPEND, MESSAGES - 1);

    damage.repair();

    assertThat(canAppend()).isTrue();
    server
        .with(io)
        .use(
            store -> {
              assertThat(inbox(store)).hasSize(MESSAGES).doesNotContain(6L);
              return true;
            });
  }

  private static List<Long> inbox(MailStore store) {
    var inbox = store.open(store.tree().get(MailboxName.INBOX).id());
    var uids = new java.util.ArrayList<Long>();
    inbox.snapshot().live().iterator().forEachRemaining((long uid) -> uids.add(uid));
    return uids;
  }

  @Test
  void theRepairedStoreOpensWithoutItsSnapshotsToo() {
    damage.deleteSnapshots();
    damage.spoil(RecordType.APPEND, 1);
    damage.repair();
    var repaired = lines();
    damage.deleteSnapshots();

    assertThat(lines()).isEqualTo(repaired);
    isMended();
  }

  @Test
  void theIdentityIsWrittenAgain() {
    var before = lines();
    damage.flip(SimDamage.HOME.resolve("STORE"), 100, 1);

    damage.repair();

    assertThat(lines()).isEqualTo(before);
    isMended();
  }

  @Test
  void theHeaderOfASegmentIsWrittenAgain() {
    var before = lines();
    damage.flip(SimDamage.HOME.resolve("log/00000001.seg"), 20, 1);

    damage.repair();

    assertThat(lines()).isEqualTo(before);
    isMended();
  }

  @Test
  void whatNobodyNeedsGoesToQuarantine() {
    damage.write(SimDamage.HOME.resolve("tmp/0000000000000009.msg"), "half a message");
    damage.write(SimDamage.HOME.resolve("big/0000000000000099.msg"), "an orphan");
    damage.write(SimDamage.HOME.resolve("notes.txt"), "of an administrator");

    var repaired = damage.repair();

    assertThat(repaired.before().isClean()).isTrue();
    assertThat(repaired.before().findings()).hasSize(3);
    assertThat(io.list(SimDamage.HOME.resolve("quarantine")))
        .containsExactly("0000000000000009.msg", "0000000000000099.msg");
    assertThat(repaired.after().findings()).singleElement().isInstanceOf(Finding.Unknown.class);
  }

  @Test
  void aStoreThatIsOpenIsRefused() {
    server.use(
        store -> {
          assertThatExceptionOfType(MailException.class)
              .isThrownBy(damage::check)
              .matches(refusal -> refusal.reason() == Reason.IN_USE);
          return true;
        });
  }

  /** S59. */
  @Test
  void aRebuildKeepsUidsAndModSeqs() {
    var before = lines();
    damage.deleteSnapshots();

    damage.tools().rebuild(SimServer.ID, octets -> {});

    assertThat(io.list(SimDamage.HOME.resolve("snap"))).isNotEmpty();
    assertThat(lines()).isEqualTo(before);
    assertThat(damage.check().findings()).isEmpty();
  }
}
