package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.Mailbox;
import org.culverhouse.mailbox.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The space of what has been expunged comes back, and nobody sees anything else of it. */
@ExtendWith(QuietLog.class)
class CompactionTest {
  private static final Path HOME = SimServer.ROOT.resolve("34/0000000000001234");
  private static final Path LOG = HOME.resolve("log");

  private final SimIo io = new SimIo(SimServer.ROOT);
  private final SimServer server = SimServer.on(io, Durability.OPTIMIZED, 1);
  private final StoreOperations operations = new StoreOperations(new SplittableRandom(3));

  private static Mailbox inbox(MailStore store) {
    return store.open(store.tree().get(MailboxName.INBOX).id());
  }

  /** 300 messages of 1,500 octets, a large one among ten, in more than ten segments. */
  private void fill(MailStore store) {
    for (int i = 0; i < 30; i++) {
      int large = server.settings().inlineBytes() + 100;
      operations
          .append(
              "INBOX", FlagSet.NONE, 1500, 1500, 1500, 1500, 1500, 1500, 1500, 1500, 1500, large)
          .onStore()
          .accept(store);
    }
  }

  private static void expungeAllBut(Mailbox inbox, int each) {
    var live = inbox.snapshot().live();
    var gone = live.bits().clone();
    for (int number = each; number <= live.size(); number += each) {
      gone.remove((int) live.select(number));
    }
    inbox.expunge(org.culverhouse.mailbox.UidBitmap.wrap(gone));
  }

  private List<String> segments() throws IOException {
    return io.list(LOG);
  }

  private static byte[] content(Mailbox inbox, long uid) throws IOException {
    try (var content = inbox.message(uid)) {
      var octets = ByteBuffer.allocate((int) content.size());
      content.read(0, octets);
      return octets.array();
    }
  }

  private void removeDerived() throws IOException {
    for (var folder : List.of(HOME.resolve("snap"), HOME.resolve("mbx"))) {
      for (var name : io.list(folder)) {
        io.delete(folder.resolve(name));
      }
    }
  }

  @Test
  void segmentsThatHoldLittleGoAndEveryMessageIsAsItWas() throws IOException {
    List<String> lines;
    try (var stores = server.stores();
        var store = stores.open(SimServer.ID)) {
      fill(store);
      expungeAllBut(inbox(store), 10);
      lines = StoreText.lines(store);
      var before = segments();
      long used = io.used();
      stores.compact(SimServer.ID);
      assertThat(StoreText.lines(store)).isEqualTo(lines);
      assertThat(segments()).hasSizeLessThan(before.size() / 2);
      assertThat(io.used()).isLessThan(used / 2);
      assertThat(segments()).doesNotContain("00000001.seg");
    }
    assertThat(new SimDamage(io).check().findings()).isEmpty();
    assertThat(server.with(io).lines()).as("after a restart").isEqualTo(lines);
    removeDerived();
    assertThat(server.with(io).lines()).as("without snapshots").isEqualTo(lines);
    assertThat(server.with(io).lines()).as("a second time").isEqualTo(lines);
  }

  @Test
  void roundsFollowEachOtherUntilThereIsNothingLeftToFree() throws IOException {
    try (var stores = server.stores();
        var store = stores.open(SimServer.ID)) {
      for (int round = 0; round < 6; round++) {
        fill(store);
        expungeAllBut(inbox(store), 7);
        var lines = StoreText.lines(store);
        stores.compact(SimServer.ID);
        assertThat(StoreText.lines(store)).as("round " + round).isEqualTo(lines);
      }
      removeDerived();
    }
    try (var stores = server.with(io).stores();
        var store = stores.open(SimServer.ID)) {
      inbox(store).expunge(inbox(store).snapshot().live());
      stores.compact(SimServer.ID);
      assertThat(segments().size()).isLessThan(8);
    }
  }

  @Test
  void largeMessagesThatAreGoneGiveTheirFilesBackWithoutARestart() throws IOException {
    try (var stores = server.stores();
        var store = stores.open(SimServer.ID)) {
      fill(store);
      assertThat(io.list(HOME.resolve("big"))).hasSize(30);
      expungeAllBut(inbox(store), 50);
      stores.compact(SimServer.ID);
      assertThat(io.list(HOME.resolve("big"))).hasSize(6);
      var lines = StoreText.lines(store);
      assertThat(lines).noneMatch(line -> line.contains("unreadable"));
    }
  }

  @Test
  void aCloseGivesTheFilesOfLargeMessagesBackThatAreGone() throws IOException {
    server.use(
        store -> {
          fill(store);
          inbox(store).copy(inbox(store).snapshot().live(), inbox(store).id());
          expungeAllBut(inbox(store), 50);
          return true;
        });
    assertThat(io.list(HOME.resolve("big"))).hasSize(6);
    assertThat(server.lines()).noneMatch(line -> line.contains("unreadable"));
    assertThat(new SimDamage(io).check().findings()).isEmpty();
  }

  @Test
  void whoHasNotBeenToldOfAnExpungeStillGetsTheMessage() throws IOException {
    try (var stores = server.stores();
        var store = stores.open(SimServer.ID)) {
      fill(store);
      var inbox = inbox(store);
      var registration = inbox.listen(() -> {});
      registration.knows(inbox.snapshot().highestModSeq());
      long uid = inbox.snapshot().live().first();
      var octets = content(inbox, uid);
      var told = inbox.snapshot();
      expungeAllBut(inbox, 10);
      stores.compact(SimServer.ID);
      stores.compact(SimServer.ID);
      assertThat(content(inbox, uid)).isEqualTo(octets);
      assertThat(told.size(uid)).isEqualTo(octets.length);
      int before = segments().size();
      registration.knows(inbox.snapshot().highestModSeq());
      stores.compact(SimServer.ID);
      assertThat(segments().size()).isLessThan(before);
      registration.close();
    }
  }

  @Test
  void aMessageThatIsBeingReadCanBeReadToItsEnd() throws IOException {
    try (var stores = server.stores();
        var store = stores.open(SimServer.ID)) {
      var large = 200_000;
      operations.append("INBOX", FlagSet.NONE, large, 1500, 70_000).onStore().accept(store);
      fill(store);
      var inbox = inbox(store);
      var contents = new ArrayList<org.culverhouse.api.Content>();
      var expected = new ArrayList<byte[]>();
      for (long uid = 1; uid <= 3; uid++) {
        expected.add(content(inbox, uid));
        contents.add(inbox.message(uid));
      }
      inbox.expunge(inbox.snapshot().live());
      stores.compact(SimServer.ID);
      assertThat(io.list(HOME.resolve("big"))).isEmpty();
      for (int i = 0; i < 3; i++) {
        try (var content = contents.get(i)) {
          var octets = ByteBuffer.allocate((int) content.size());
          content.read(0, octets);
          assertThat(octets.array()).isEqualTo(expected.get(i));
        }
      }
    }
  }

  @Test
  void aDamagedBodyIsNotMovedAndItsSegmentStays() throws IOException {
    try (var stores = server.stores();
        var store = stores.open(SimServer.ID)) {
      fill(store);
      var inbox = inbox(store);
      expungeAllBut(inbox, 10);
      flipInFirstBodyThatIsKept();
      var lines = StoreText.lines(store);
      assertThat(lines).anyMatch(line -> line.contains("damaged"));
      stores.compact(SimServer.ID);
      assertThat(StoreText.lines(store)).isEqualTo(lines);
      int size = segments().size();
      assertThat(size).isLessThan(8);
      stores.compact(SimServer.ID);
      assertThat(StoreText.lines(store)).isEqualTo(lines);
    }
  }

  /** Bodies are long; every tenth message is in a file of its own, so damage all in one segment. */
  private void flipInFirstBodyThatIsKept() throws IOException {
    var file = LOG.resolve("00000002.seg");
    try (var handle = io.open(file, StoreIo.Access.WRITE)) {
      var header = SegmentFile.header(handle, file.toString());
      var seed = new RecordHeader.Seed(header.store(), header.segment());
      var reader = new SegmentReader(handle, file.toString(), seed, handle.size());
      for (var found = reader.next(SegmentHeader.LENGTH);
          found.isPresent();
          found = reader.next(found.get().end())) {
        if (found.get().header().type() == RecordType.EXTERNAL_BLOB.number()) {
          var octet = ByteBuffer.allocate(1);
          long at = found.get().offset() + RecordHeader.LENGTH + 50;
          handle.read(at, octet);
          handle.write(at, List.of(ByteBuffer.wrap(new byte[] {(byte) (octet.get(0) ^ 1)})));
        }
      }
    }
  }

  @Test
  void onAFullDiskTheBallastMakesRoomToGiveSpaceBack() throws IOException {
    var settings = server.settings().withCompaction(0, 600_000);
    var small = new SimServer(io, settings, server.clock(), 1);
    var ballast = SimServer.ROOT.resolve("BALLAST");
    io.limitCapacity(4_000_000);
    try (var stores = small.stores();
        var store = stores.open(SimServer.ID)) {
      stores.compact(SimServer.ID);
      assertThat(io.exists(ballast)).isTrue();
      while (takes(store)) {
        server.clock().addAndGet(2000);
      }
      expungeAllBut(inbox(store), 20);
      assertThat(takes(store)).as("expunging alone frees no disk").isFalse();
      var lines = StoreText.lines(store);
      stores.compact(SimServer.ID);
      assertThat(StoreText.lines(store)).isEqualTo(lines);
      assertThat(takes(store)).isTrue();
      assertThat(io.exists(ballast)).as("it is there again, %d used", io.used()).isTrue();
      assertThat(io.used()).isLessThan(1_600_000);
    }
  }

  private boolean takes(MailStore store) {
    try {
      operations.append("INBOX", FlagSet.NONE, 3000, 3000, 3000).onStore().accept(store);
      return true;
    } catch (MailException e) {
      assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE);
      return false;
    }
  }

  @Test
  void columnsInMemoryGiveWayToThoseOfASnapshot() {
    try (var stores = server.stores();
        var store = stores.open(SimServer.ID)) {
      fill(store);
      var inbox = inbox(store);
      assertThat(state(inbox).isStored()).isFalse();
      expungeAllBut(inbox, 10);
      assertThat(state(inbox).hasExpunged()).isTrue();
      var lines = StoreText.lines(store);
      stores.checkpoint(SimServer.ID);
      assertThat(state(inbox).isStored()).isTrue();
      assertThat(state(inbox).hasExpunged()).isFalse();
      assertThat(StoreText.lines(store)).isEqualTo(lines);
      operations.append("INBOX", FlagSet.NONE, 10).onStore().accept(store);
      assertThat(inbox.snapshot().live().size()).isEqualTo(31);
    }
  }

  private static org.culverhouse.index.MailboxState state(Mailbox inbox) {
    return (org.culverhouse.index.MailboxState) inbox.snapshot();
  }
}
