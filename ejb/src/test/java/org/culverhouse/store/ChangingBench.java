package org.culverhouse.store;

import static org.culverhouse.store.Timing.time;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.culverhouse.api.model.FlagLines;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.NumberRange;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.mailbox.FlagChange;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.Mailbox;
import org.culverhouse.mailbox.MailboxSnapshot;
import org.culverhouse.mailbox.MailboxView;
import org.culverhouse.mailbox.UidBitmap;

/** STORE, COPY and EXPUNGE in a large mailbox; leaves the store as it was. */
final class ChangingBench {
  private static final FlagSet FLAGGED = FlagSet.of(SystemFlag.FLAGGED);
  private static final int COPIES = 3;
  private static final int PARTS = 10;

  private ChangingBench() {}

  static void run(Path folder) {
    try (var stores = EngineBench.stores(folder);
        var store = stores.open(EngineBench.ID)) {
      var inbox = EngineBench.inbox(store);
      flags(inbox, EngineBench.select(store));
      expunges(stores, store, inbox);
    }
  }

  private static void flags(Mailbox inbox, MailboxView view) {
    store("STORE 1:* FLAGS.SILENT", inbox, view, view.messages());
    store("STORE of 100,000 here and there, FLAGS.SILENT", inbox, view, some(inbox, PARTS));
    store("STORE of one, FLAGS.SILENT", inbox, view, UidBitmap.of(77_777));
  }

  private static UidBitmap some(Mailbox inbox, int in) {
    return EngineBench.some(inbox, in);
  }

  private static void store(String what, Mailbox inbox, MailboxView view, UidBitmap some) {
    time(
        what,
        100,
        round ->
            () -> {
              var change =
                  round % 2 == 0 ? new FlagChange.Add(FLAGGED) : new FlagChange.Remove(FLAGGED);
              inbox.change(some, change);
              view.silence(some, change, new Silence());
            });
  }

  private static void expunges(NativeStores stores, MailStore store, Mailbox inbox) {
    var all = inbox.snapshot().live();
    var copies = new ArrayList<Mailbox>();
    time(
        "COPY 1:*",
        COPIES,
        round -> {
          copies.add(EngineBench.another(store));
          return () -> inbox.copy(all, copies.getLast().id());
        });
    stores.checkpoint(EngineBench.ID); // the rows go from memory to a file
    time(
        "EXPUNGE of 1,000 here and there",
        200,
        round -> {
          var gone = EngineBench.some(copies.getFirst(), 1000, round);
          return () -> copies.getFirst().expunge(gone);
        });
    var parts = new ArrayList<UidBitmap>();
    for (int part = 0; part < PARTS; part++) {
      parts.add(EngineBench.some(copies.getFirst(), PARTS, part));
    }
    time(
        "EXPUNGE of 100,000 here and there",
        (COPIES - 1) * (PARTS - 1),
        round -> () -> copies.get(round / (PARTS - 1)).expunge(parts.get(round % (PARTS - 1))));
    time(
        "EXPUNGE of 100,000 in a row",
        PARTS - 1,
        round -> {
          long first = 100_000L * round + 1001;
          var gone = UidBitmap.of(List.of(new NumberRange(first, first + 99_999)));
          return () -> copies.getLast().expunge(gone);
        });
    copies.forEach(copy -> EngineBench.delete(store, copy));
    holes(store, inbox);
  }

  /** Seed line S14. */
  private static void holes(MailStore store, Mailbox inbox) {
    var copy = EngineBench.another(store);
    inbox.copy(inbox.snapshot().live(), copy.id());
    copy.expunge(EngineBench.some(copy, 2));
    var view = MailboxView.select(copy);
    var random = new SplittableRandom(4);
    time(
        "100,000 UIDs to numbers and back among holes",
        20,
        round -> () -> ReadingBench.lookUp(view, random));
    EngineBench.delete(store, copy);
  }

  /** Hears the news of a session and says nothing. */
  static final class Silence implements MailboxView.Audience {
    @Override
    public void keywords(MailboxSnapshot snapshot) {}

    @Override
    public void expunged(UidBitmap gone, UidBitmap before) {}

    @Override
    public void exists(int messages) {}

    @Override
    public void arrived(UidBitmap uids) {}

    @Override
    public void recent(int messages) {}

    @Override
    public void flags(FlagLines lines) {}
  }
}
