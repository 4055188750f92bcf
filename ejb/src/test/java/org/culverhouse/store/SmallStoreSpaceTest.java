package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.Mailbox;
import org.culverhouse.mailbox.UidBitmap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Space comes back where one would not look for it: in a last segment, and at a close. */
@ExtendWith(QuietLog.class)
class SmallStoreSpaceTest {
  private static final StoreFiles FILES = new StoreFiles(SimServer.ROOT, SimServer.ID);

  private final SimIo io = new SimIo(SimServer.ROOT);
  private final SimServer server = SimServer.on(io, Durability.OPTIMIZED, 1);
  private final StoreOperations operations = new StoreOperations(new SplittableRandom(3));

  private static Mailbox inbox(MailStore store) {
    return store.open(store.tree().get(MailboxName.INBOX).id());
  }

  private static void expungeAllButLast(Mailbox inbox, int kept) {
    var live = inbox.snapshot().live();
    var gone = live.bits().clone();
    for (long number = (long) live.size() - kept + 1; number <= live.size(); number++) {
      gone.remove((int) live.select((int) number));
    }
    inbox.expunge(UidBitmap.wrap(gone));
  }

  private void append(MailStore store, int messages, int size) {
    operations
        .append("INBOX", FlagSet.NONE, IntStream.range(0, messages).map(i -> size).toArray())
        .onStore()
        .accept(store);
  }

  @Test
  void theLastSegmentIsEndedEarlyAndGoes() throws Exception {
    List<String> lines;
    try (var stores = server.stores();
        var store = stores.open(SimServer.ID)) {
      append(store, 12, 1500);
      expungeAllButLast(inbox(store), 1);
      lines = StoreText.lines(store);
      assertThat(FILES.segments(io)).containsExactly(1L);

      stores.compact(SimServer.ID);

      assertThat(FILES.segments(io)).containsExactly(2L);
      assertThat(StoreText.lines(store)).isEqualTo(lines);
    }
    assertThat(server.with(io).lines()).isEqualTo(lines);
    SimServer.removeSnapshots(io);
    assertThat(server.with(io).lines()).as("without snapshots").isEqualTo(lines);
    assertThat(new SimDamage(io).check().isClean()).isTrue();
  }

  @Test
  void littleThatIsGoneIsNotWorthASegment() throws Exception {
    try (var stores = server.stores();
        var store = stores.open(SimServer.ID)) {
      append(store, 2, 1500);
      expungeAllButLast(inbox(store), 1);
      stores.compact(SimServer.ID);
      assertThat(FILES.segments(io)).containsExactly(1L);
    }
  }

  @Test
  void largeMessagesThatAreGoneGoAtAClose() {
    var lines =
        server.use(
            store -> {
              append(store, 3, server.settings().inlineBytes() + 100);
              expungeAllButLast(inbox(store), 1);
              assertThat(io.list(FILES.big())).hasSize(3);
              return StoreText.lines(store);
            });
    assertThat(io.list(FILES.big())).hasSize(1);
    assertThat(server.with(io).lines()).isEqualTo(lines);
    assertThat(new SimDamage(io).check().isClean()).isTrue();
  }

  /** S9, small: 100,000 messages are for {@code CompactionBench}. */
  @Test
  void ofManyMessagesLittleMoreThanWhatIsLiveStays() {
    try (var stores = server.stores();
        var store = stores.open(SimServer.ID)) {
      for (int i = 0; i < 100; i++) {
        append(store, 10, 2000);
      }
      expungeAllButLast(inbox(store), 10);
      long before = io.used();

      stores.compact(SimServer.ID);

      // An image and two snapshots say what there is; a segment is begun and filled ahead.
      long kept = 4L * server.settings().segmentBytes();
      assertThat(before).isGreaterThan(2_000_000);
      assertThat(io.used()).isLessThan(store.usage().octets() * 11 / 10 + kept);
    }
  }
}
