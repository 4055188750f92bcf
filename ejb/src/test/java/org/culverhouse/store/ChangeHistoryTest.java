package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.TreeMap;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.ModSeq;
import org.culverhouse.api.model.Uid;
import org.culverhouse.index.MailboxState;
import org.culverhouse.mailbox.MailStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * S2, S10: whoever knows a mailbox as it was at some mod-sequence, and applies what has changed and
 * gone since then, has it as it is now (RFC 7162 section 3.2.5): while the log is given back, goes
 * on in new segments and is opened again all the time, and also from before what is remembered.
 */
@ExtendWith(QuietLog.class)
class ChangeHistoryTest {
  private static final int ROUNDS = 300;
  private static final int CLIENTS = 12;

  private final SimServer server = SimServer.on(new SimIo(SimServer.ROOT), Durability.OPTIMIZED, 1);
  private final SplittableRandom random = new SplittableRandom(21);
  private final StoreModel model = new StoreModel();
  private final StoreWorkload workload = new StoreWorkload(random, 100);
  private final Client[] clients = new Client[CLIENTS];
  private int complete;

  /** What a client has kept of INBOX; it comes again when chance wants it. */
  private static final class Client {
    private final TreeMap<Long, FlagSet> flags = new TreeMap<>();
    private long validity;
    private long modSeq;

    /** Returns whether all that has gone could be told by name. */
    boolean resynchronize(MailboxState now) {
      if (now.uidValidity().value() != validity) {
        flags.clear();
        modSeq = 0;
        validity = now.uidValidity().value();
      }
      var since = new ModSeq(modSeq);
      boolean isComplete = now.expungeFloor().value() <= modSeq;
      if (isComplete) {
        now.expungedSince(since).iterator().forEachRemaining((long uid) -> flags.remove(uid));
      } else {
        flags.keySet().removeIf(uid -> !now.live().contains(uid));
      }
      now.changedSince(since)
          .iterator()
          .forEachRemaining((long uid) -> flags.put(uid, now.flags(uid)));
      modSeq = now.highestModSeq().value();
      return isComplete;
    }
  }

  private static MailboxState inbox(MailStore store) {
    var inbox = store.open(store.tree().get(MailboxName.INBOX).id());
    return (MailboxState) inbox.snapshot();
  }

  private static TreeMap<Long, FlagSet> flags(MailboxState state) {
    var all = new TreeMap<Long, FlagSet>();
    state.live().iterator().forEachRemaining((long uid) -> all.put(uid, state.flags(uid)));
    return all;
  }

  @Test
  void whatHasChangedLeadsFromAnyMomentToThePresent() {
    for (int i = 0; i < CLIENTS; i++) {
      clients[i] = new Client();
    }
    model.create("INBOX", server.nowSeconds());
    int done = 0;
    while (done < ROUNDS) {
      try (var stores = server.stores();
          var store = stores.open(SimServer.ID)) {
        int until = Math.min(ROUNDS, done + 25);
        for (; done < until; done++) {
          round(stores, store);
        }
      }
    }
    assertThat(complete).isGreaterThan(ROUNDS / 4);
  }

  private void round(NativeStores stores, MailStore store) {
    for (int i = 0; i < 4; i++) {
      change(store);
    }
    switch (random.nextInt(4)) {
      case 0 -> stores.checkpoint(SimServer.ID);
      case 1 -> stores.image(SimServer.ID);
      case 2 -> stores.compact(SimServer.ID);
      default -> {}
    }
    var client = clients[random.nextInt(CLIENTS)];
    var now = inbox(store);
    complete += client.resynchronize(now) ? 1 : 0;
    assertThat(client.flags).isEqualTo(flags(now));
  }

  /** Anything but using up the UIDs, since nothing comes after that. */
  private void change(MailStore store) {
    model.nowSeconds = server.nowSeconds();
    var operation = workload.next(model, server.nowSeconds());
    while (operation.toString().contains("UIDNEXT")) {
      operation = workload.next(model, server.nowSeconds());
    }
    operation.onStore().accept(store);
    operation.onModel().accept(model);
    assertThat(inbox(store).uidNext()).isLessThan(Uid.MAX);
  }
}
