package org.culverhouse.store;

import static org.culverhouse.store.Timing.time;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.culverhouse.api.model.SequenceSet;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.mailbox.Mailbox;
import org.culverhouse.mailbox.MailboxView;
import org.culverhouse.search.Criterion;
import org.culverhouse.search.Finder;

/** SELECT, SEARCH and FETCH on a large mailbox. */
final class ReadingBench {
  private ReadingBench() {}

  static void run(Path folder) throws IOException {
    Timing.timeWork(
        "SELECT in a new process", 1, round -> OpeningBench.opened(folder, EngineBench::select));
    Timing.timeWork(
        "SELECT of a closed mailbox",
        100,
        round -> OpeningBench.opened(folder, EngineBench::select));
    try (var stores = EngineBench.stores(folder);
        var store = stores.open(EngineBench.ID)) {
      time("SELECT of an open one", 1000, round -> () -> EngineBench.select(store));
      searches(EngineBench.inbox(store));
      System.out.printf("bodies read by that: %d%n", stores.bodiesOpened());
      fetches(EngineBench.select(store));
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(path -> path.toString().endsWith("idx")).toList()) {
        System.out.println(file.getFileName() + " " + Files.size(file) / 1024 + " KB");
      }
    }
  }

  private static void searches(Mailbox inbox) {
    int size = inbox.snapshot().live().size();
    var unseen = new Criterion.Not(new Criterion.Flagged(SystemFlag.SEEN));
    time("SEARCH UNSEEN", 1000, round -> () -> find(inbox, unseen));
    var half = LocalDate.ofEpochDay((EngineBench.FIRST_DAY + size * 30L) / (24 * 60 * 60));
    var since = new Criterion.Arrived(half, LocalDate.MAX);
    var both = new Criterion.And(List.of(since, new Criterion.Larger(200)));
    time("SEARCH SINCE LARGER", 300, round -> () -> find(inbox, both));
    time("SEARCH LARGER 200", 300, round -> () -> find(inbox, new Criterion.Larger(200)));
    time("SEARCH LARGER 1000000", 300, round -> () -> find(inbox, new Criterion.Larger(1_000_000)));
    var sent =
        new Criterion.And(
            List.of(
                new Criterion.Sent(LocalDate.of(2026, 1, 1), LocalDate.MAX),
                new Criterion.Header("From", "user77@")));
    time("SEARCH SENTSINCE FROM", 5, round -> () -> find(inbox, sent));
  }

  private static void find(Mailbox inbox, Criterion criterion) {
    var snapshot = inbox.snapshot();
    new Finder(inbox, snapshot, (done, goal) -> {}).search(criterion, snapshot.live());
  }

  private static void fetches(MailboxView view) {
    var random = new SplittableRandom(4);
    int size = view.size();
    time("UID FETCH of one, FLAGS", 20_000, round -> () -> fetch(view, 1 + random.nextInt(size)));
    time("FETCH 1:* FLAGS", 10, round -> () -> fetchAll(view));
    time("UIDs of 1:*", 1000, round -> () -> view.messages().toUidSet());
    time("100,000 UIDs to numbers and back", 20, round -> () -> lookUp(view, random));
  }

  private static void fetch(MailboxView view, long uid) {
    view.forEach(view.withUids(SequenceSet.of(uid, uid)), (number, u) -> view.told().flags(u));
  }

  private static void fetchAll(MailboxView view) {
    view.forEach(view.messages(), (number, uid) -> view.told().flags(uid));
  }

  static void lookUp(MailboxView view, SplittableRandom random) {
    for (int i = 0; i < 100_000; i++) {
      int number = 1 + random.nextInt(view.size());
      if (view.numberOf(view.uidOf(number)) != number) {
        throw new IllegalStateException("number " + number);
      }
    }
  }
}
