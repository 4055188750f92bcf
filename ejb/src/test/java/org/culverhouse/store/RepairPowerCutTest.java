package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.store.Finding.Severity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The power goes before each call to the disk of a repair, sometimes once more in the next one: the
 * store can be repaired again, and then has what it would have had.
 */
@ExtendWith(QuietLog.class)
class RepairPowerCutTest {
  private static final int CUTS = 2;

  private final SimIo io = new SimIo(SimServer.ROOT);
  private final SimServer server = SimServer.on(io, Durability.OPTIMIZED, 1);
  private final SplittableRandom random = new SplittableRandom(7);

  /** What has happened to the store. */
  private enum Harm {
    IDENTITY(damage -> damage.flip(SimDamage.HOME.resolve("STORE"), 100, 1)),
    HEADER(damage -> damage.flip(SimDamage.HOME.resolve("log/00000001.seg"), 20, 1)),
    SNAPSHOT(damage -> damage.flip(snapshot(damage), 300, 1)),
    LEFTOVERS(
        damage -> {
          damage.write(SimDamage.HOME.resolve("tmp/0000000000000009.msg"), "half a message");
          damage.write(SimDamage.HOME.resolve("big/0000000000000099.msg"), "an orphan");
        }),
    RECORD(damage -> damage.spoil(RecordType.APPEND, 1)),
    RECORD_AND_SNAPSHOTS(
        damage -> {
          damage.deleteSnapshots();
          damage.spoil(RecordType.APPEND, 1);
        }),
    MAILBOX(
        damage -> {
          damage.deleteSnapshots();
          damage.spoil(RecordType.MAILBOX_CREATE, 1);
        }),
    MIDDLE_SEGMENT(damage -> damage.delete(SimDamage.HOME.resolve("log/00000002.seg"))),
    LAST_SEGMENT(damage -> damage.delete(lastSegment(damage))),
    EVERYTHING(
        damage -> {
          damage.spoil(RecordType.APPEND, 2);
          damage.spoil(RecordType.BLOB, 3);
          damage.flip(snapshot(damage), 300, 1);
          damage.flip(SimDamage.HOME.resolve("STORE"), 100, 1);
          damage.write(SimDamage.HOME.resolve("big/0000000000000099.msg"), "an orphan");
        });

    private final Consumer<SimDamage> onDisk;

    Harm(Consumer<SimDamage> onDisk) {
      this.onDisk = onDisk;
    }

    private static Path snapshot(SimDamage damage) {
      return newest(damage, "snap");
    }

    private static Path lastSegment(SimDamage damage) {
      return newest(damage, "log");
    }

    private static Path newest(SimDamage damage, String folder) {
      var path = SimDamage.HOME.resolve(folder);
      return path.resolve(damage.io().list(path).getLast());
    }
  }

  @BeforeEach
  void aStoreOfSomeSegments() {
    var operations = new StoreOperations(new SplittableRandom(1));
    server.use(
        store -> {
          store.create(new MailboxName("Work"), Set.of());
          for (int i = 0; i < 24; i++) {
            operations
                .append("INBOX", FlagSet.of(SystemFlag.SEEN), i % 3 * 1300)
                .onStore()
                .accept(store);
          }
          operations.append("Work", FlagSet.NONE, 300, 5000).onStore().accept(store);
          operations.copy("INBOX", "Work", Set.of(2L, 3L)).onStore().accept(store);
          return true;
        });
  }

  @ParameterizedTest
  @EnumSource
  void aRepairThatIsCutOffIsDoneAgain(Harm harm) {
    harm.onDisk.accept(new SimDamage(io));
    var damaged = io.copy(); // and all of it is on disk
    var repaired = damaged.copy();
    new SimDamage(repaired).repair();
    var expected = messages(repaired);
    assertThat(expected).isNotEmpty();

    for (var cut : cuts(damaged.copy())) {
      if (random.nextInt(3) == 0) {
        startAnyway(cut.disk);
      }
      var again = cut.disk.copy();
      repairedAs(expected, again, cut.where);
      if (random.nextInt(3) == 0) {
        var twice = cuts(cut.disk);
        if (!twice.isEmpty()) {
          var second = twice.get(random.nextInt(twice.size()));
          repairedAs(expected, second.disk, cut.where + ", then " + second.where);
        }
      }
    }
  }

  private record Cut(String where, SimIo disk) {}

  /** What may be left where a repair of this disk was cut off. */
  private List<Cut> cuts(SimIo disk) {
    var cuts = new ArrayList<Cut>();
    disk.onStep(
        (number, what, path) -> {
          var where = "cut before call " + number + ", " + what + " " + path;
          for (int i = disk.isSettled() ? CUTS - 1 : 0; i < CUTS; i++) {
            cuts.add(new Cut(where, disk.afterPowerCut(random)));
          }
        });
    new SimDamage(disk).repair();
    disk.onStep((number, what, path) -> {});
    return cuts;
  }

  /** Who does not know of the repair may start a server, which must not make it worse. */
  private void startAnyway(SimIo disk) {
    try {
      server.with(disk).lines();
    } catch (MailException e) {
      assertThat(e.reason()).isEqualTo(Reason.CORRUPT);
    }
  }

  private void repairedAs(List<String> expected, SimIo disk, String where) {
    new SimDamage(disk).repair();
    assertThat(messages(disk)).as(where).isEqualTo(expected);
    assertThat(new SimDamage(disk).check().findings())
        .as(where)
        .allMatch(f -> f instanceof Finding.Body || f.severity() == Severity.NOTE);
  }

  /**
   * Mailboxes and messages without their mod-sequences, which may be left out, and without the
   * UIDVALIDITY of a mailbox that the repair has made.
   */
  private List<String> messages(SimIo disk) {
    return server.with(disk.copy()).lines().stream()
        .map(line -> line.replaceAll("(modseq|next|recent|Recovered validity) [0-9]+", "$1"))
        .toList();
  }
}
