package org.culverhouse.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.mailbox.FlagChange;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.Mailbox;
import org.culverhouse.mailbox.MailboxView;

/** What a large mailbox and its sessions hold in memory; changes the store. */
final class HeapBench {
  private static final int SESSIONS = 100;

  /** Beside those that are seen. */
  private static final List<SystemFlag> FLAGS =
      List.of(SystemFlag.ANSWERED, SystemFlag.FLAGGED, SystemFlag.DELETED, SystemFlag.DRAFT);

  private HeapBench() {}

  static void run(Path folder) {
    try (var stores = EngineBench.stores(folder);
        var store = stores.open(EngineBench.ID)) {
      EngineBench.select(store); // loads what the first SELECT of a process loads
    }
    try (var stores = EngineBench.stores(folder);
        var store = stores.open(EngineBench.ID)) {
      long empty = heapWithout(store);
      EngineBench.select(store);
      print("mailbox just opened, half of it seen", empty);
      var inbox = EngineBench.inbox(store);
      for (var flag : FLAGS) {
        inbox.change(
            EngineBench.some(inbox, 2, flag.ordinal() % 2), new FlagChange.Add(FlagSet.of(flag)));
      }
      stores.syncPending(); // until then the log holds what it may have to write again
      print("five flags, each on half of it here and there", empty);
      sessions(store);
      stores.checkpoint(EngineBench.ID);
      print("after a snapshot", empty);
      expunged(stores, inbox, empty);
    }
  }

  private static void print(String what, long since) {
    System.out.printf("%-48s %,9d KB%n", what, (Timing.heap() - since) >> 10);
  }

  /** Of the open store, before anybody has read the mailbox. */
  private static long heapWithout(MailStore store) {
    store.tree();
    return Timing.heap();
  }

  private static void sessions(MailStore store) {
    long alone = Timing.heap();
    var views = new ArrayList<MailboxView>();
    for (int i = 0; i < SESSIONS; i++) {
      views.add(EngineBench.select(store));
    }
    print(views.size() + " sessions", alone);
  }

  /** Seed line S12. */
  private static void expunged(NativeStores stores, Mailbox inbox, long empty) {
    var view = MailboxView.select(inbox);
    inbox.expunge(view.messages().andNot(EngineBench.some(inbox, 100)));
    print("99 of 100 expunged, one session does not know", empty);
    view.tell(MailboxView.Expunges.TOLD, new ChangingBench.Silence());
    stores.checkpoint(EngineBench.ID);
    view.tell(MailboxView.Expunges.TOLD, new ChangingBench.Silence());
    print("everybody knows, and there is a snapshot", empty);
    if (view.size() == 0) {
      throw new IllegalStateException("no messages");
    }
  }
}
