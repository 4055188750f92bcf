package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.culverhouse.api.Content;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.ModSeq;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.index.MailboxState;
import org.culverhouse.mailbox.FlagChange;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.Mailbox;
import org.culverhouse.mailbox.NewMessage;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.StoreId;
import org.culverhouse.mailbox.UidBitmap;
import org.culverhouse.mime.KeptFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Seed lines S2 and S8: while mail comes and goes, flags change, and space is given back all the
 * time, a client that resyncs by mod-sequences knows what there is, and every message can be read.
 */
class CompactionWhileBusyTest {
  private static final StoreId ID = new StoreId(7);
  private static final int RESYNCS = 100;
  private static final int MOST = 20_000;
  private static final int KEPT = 150;

  @TempDir private Path folder;
  private final AtomicBoolean isOver = new AtomicBoolean();

  private NativeStores stores() {
    var settings =
        new StoreSettings(
            Durability.NEVER,
            1 << 16,
            1 << 14,
            1 << 13,
            100,
            100,
            4,
            1 << 16,
            Duration.ZERO,
            1 << 16,
            50,
            KeptFields.STANDARD,
            0,
            0);
    return new NativeStores(new FileIo(), folder, settings, () -> 1, new SplittableRandom(2));
  }

  private static NewMessage message(SplittableRandom random) {
    int lines = random.nextInt(10, random.nextInt(8) == 0 ? 3000 : 200);
    var octets = ("Subject: x\r\n\r\n" + "12345\r\n".repeat(lines)).getBytes();
    return new NewMessage(Content.of(octets), FlagSet.NONE, Instant.EPOCH);
  }

  private static UidBitmap some(SplittableRandom random, UidBitmap live, int each) {
    var bits = live.bits().clone();
    for (int number = 1; number <= live.size(); number++) {
      if (random.nextInt(each) > 0) {
        bits.remove((int) live.select(number));
      }
    }
    return UidBitmap.wrap(bits);
  }

  /** What sessions do. */
  private boolean work(MailStore store, Mailbox inbox) {
    var random = new SplittableRandom(4);
    while (!isOver.get()) {
      store.append(inbox.id(), List.of(message(random), message(random)));
      inbox.change(
          some(random, inbox.snapshot().live(), 10),
          new FlagChange.Add(FlagSet.of(SystemFlag.values()[random.nextInt(5)])));
      int surplus = inbox.snapshot().live().size() - KEPT;
      if (surplus > 0) {
        inbox.expunge(some(random, inbox.snapshot().live(), KEPT / 4));
      }
    }
    return true;
  }

  private boolean giveSpaceBack(NativeStores stores) {
    while (!isOver.get()) {
      stores.compact(ID);
    }
    return true;
  }

  /** A client that was last told of the state at a mod-sequence. */
  private static final class Client {
    private final Map<Long, FlagSet> known = new TreeMap<>();
    private ModSeq last = new ModSeq(1);

    void resync(MailboxState state) {
      var changed = state.changedSince(last);
      for (var uids = changed.iterator(); uids.hasNext(); ) {
        long uid = uids.nextLong();
        known.put(uid, state.flags(uid));
      }
      for (var uids = state.expungedSince(last).iterator(); uids.hasNext(); ) {
        known.remove(uids.nextLong());
      }
      last = state.highestModSeq();
      var all = new TreeMap<Long, FlagSet>();
      for (var uids = state.live().iterator(); uids.hasNext(); ) {
        long uid = uids.nextLong();
        all.put(uid, state.flags(uid));
      }
      assertThat(known).isEqualTo(all);
    }
  }

  private static void readAll(Mailbox inbox, UidBitmap live) throws Exception {
    for (var uids = live.iterator(); uids.hasNext(); ) {
      long uid = uids.nextLong();
      try (var content = inbox.message(uid)) {
        var octets = java.nio.ByteBuffer.allocate((int) content.size());
        assertThat(content.read(0, octets)).isEqualTo(octets.capacity());
        assertThat(octets.get(octets.capacity() - 1)).isEqualTo((byte) '\n');
      } catch (MailException e) {
        assertThat(e.reason()).as("message %s: %s", uid, e).isEqualTo(Reason.EXPUNGED);
      }
    }
  }

  @Test
  void aClientThatResyncsKnowsWhatThereIsWhileSegmentsComeAndGo() throws Exception {
    try (var stores = stores();
        var store = stores.open(ID);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var inbox = store.open(store.tree().get(MailboxName.INBOX).id());
      var first = folder.resolve("07/0000000000000007/log/00000001.seg");
      var working = threads.submit(() -> work(store, inbox));
      var compacting = threads.submit(() -> giveSpaceBack(stores));
      try {
        var client = new Client();
        for (int i = 0; i < RESYNCS || new FileIo().exists(first) && i < MOST; i++) {
          client.resync((MailboxState) inbox.snapshot());
          readAll(inbox, inbox.snapshot().live());
        }
      } finally {
        isOver.set(true);
      }
      assertThat(working.get()).isTrue();
      assertThat(compacting.get()).isTrue();
      assertThat(first).doesNotExist();
    }
  }
}
