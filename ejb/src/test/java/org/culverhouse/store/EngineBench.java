package org.culverhouse.store;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.culverhouse.api.Content;
import org.culverhouse.api.model.FlagLines;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.NumberRange;
import org.culverhouse.api.model.SequenceSet;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.mailbox.FlagChange;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.Mailbox;
import org.culverhouse.mailbox.MailboxView;
import org.culverhouse.mailbox.NewMessage;
import org.culverhouse.mailbox.StoreId;
import org.culverhouse.mailbox.UidBitmap;
import org.culverhouse.search.Criterion;
import org.culverhouse.search.Finder;
import org.roaringbitmap.RoaringBitmap;

/**
 * The engine on one mailbox of many messages, and on many mailboxes, without protocol and network:
 * {@code java … EngineBench fill|kill|measure FOLDER MESSAGES}, or {@code mailboxes FOLDER
 * MAILBOXES}. {@code fill} makes the store and closes it, {@code kill} adds 1,000 messages and ends
 * without closing; each in a process of its own. Prints for each operation the least, the median
 * and the largest time, and the median of the CPU time of the thread: on a busy machine only that
 * says much.
 */
final class EngineBench {
  private static final StoreId ID = new StoreId(1);
  private static final int BATCH = 1000;
  private static final long FIRST_DAY = 1_600_000_000L;
  private static final int SESSIONS = 100;

  private EngineBench() {}

  @SuppressWarnings("MustBeClosed")
  private static NativeStores stores(Path folder) {
    return new NativeStores(
        new FileIo(),
        folder,
        StoreSettings.DEFAULT.with(Durability.OPTIMIZED),
        System::currentTimeMillis,
        new SplittableRandom(1));
  }

  public static void main(String[] arguments) throws IOException {
    var folder = Path.of(arguments[1]);
    int count = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
    Files.createDirectories(folder);
    switch (arguments[0]) {
      case "fill" -> {
        try (var stores = stores(folder);
            var store = stores.open(ID)) {
          append(store, count);
          var inbox = inbox(store);
          inbox.change(some(inbox, 2), new FlagChange.Add(FlagSet.of(SystemFlag.SEEN)));
        }
      }
      case "kill" -> {
        append(stores(folder).open(ID), BATCH);
        Runtime.getRuntime().halt(1);
      }
      case "measure" -> measure(folder);
      case "mailboxes" -> mailboxes(folder, count);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static Mailbox inbox(MailStore store) {
    return store.open(store.tree().get(MailboxName.INBOX).id());
  }

  /** Small messages, a minute between each. */
  private static void append(MailStore store, int count) {
    var inbox = store.tree().get(MailboxName.INBOX).id();
    var random = new SplittableRandom(3);
    for (int done = 0; done < count; done += BATCH) {
      var messages = new ArrayList<NewMessage>();
      for (int i = 0; i < BATCH; i++) {
        var text = "Subject: " + (done + i) + "\r\n\r\n" + "x".repeat(random.nextInt(400)) + "\r\n";
        messages.add(
            new NewMessage(
                Content.of(text.getBytes(StandardCharsets.US_ASCII)),
                FlagSet.NONE,
                Instant.ofEpochSecond(FIRST_DAY + (done + i) * 60L)));
      }
      store.append(inbox, messages);
    }
  }

  /** One in so many, without any order. */
  private static UidBitmap some(Mailbox mailbox, int in) {
    var random = new SplittableRandom(2);
    var bits = new RoaringBitmap();
    for (var uids = mailbox.snapshot().live().iterator(); uids.hasNext(); ) {
      long uid = uids.nextLong();
      if (random.nextInt(in) == 0) {
        bits.add((int) uid);
      }
    }
    return UidBitmap.wrap(bits);
  }

  private static void measure(Path folder) throws IOException {
    long before = heap();
    long start = System.nanoTime();
    try (var stores = stores(folder);
        var store = stores.open(ID)) {
      int messages = select(store).size();
      System.out.printf(
          "%,d messages; the first SELECT of this process %,d us%n",
          messages, (System.nanoTime() - start) / 1000);
    }
    time("SELECT of a closed mailbox", 30, round -> opened(folder));
    try (var stores = stores(folder);
        var store = stores.open(ID)) {
      var inbox = inbox(store);
      System.out.printf("heap of the open mailbox %,d KB%n", heap() - before);
      var views = new ArrayList<MailboxView>();
      long alone = heap();
      for (int i = 0; i < SESSIONS; i++) {
        views.add(select(store));
      }
      System.out.printf("heap of %d sessions %,d KB%n", views.size(), heap() - alone);
      time("SELECT of an open one", 200, round -> () -> select(store));
      reads(inbox, select(store));
      changes(store, inbox, select(store));
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(path -> path.toString().endsWith("idx")).toList()) {
        System.out.println(file.getFileName() + " " + Files.size(file) / 1024 + " KB");
      }
    }
  }

  private static MailboxView select(MailStore store) {
    var view = MailboxView.select(inbox(store));
    var unseen = view.messages().andNot(view.told().with(SystemFlag.SEEN));
    if (unseen.isEmpty() || view.numberOf(unseen.first()) == 0) {
      throw new IllegalStateException("all seen");
    }
    return view;
  }

  private static Runnable opened(Path folder) {
    var stores = stores(folder);
    return new Closing(stores, () -> select(stores.open(ID)));
  }

  /** What is measured, and what is closed when it has been. */
  private record Closing(NativeStores stores, Runnable work) implements Runnable {
    @Override
    public void run() {
      work.run();
    }
  }

  private static void reads(Mailbox inbox, MailboxView view) {
    var random = new SplittableRandom(4);
    int size = view.size();
    var unseen = new Criterion.Not(new Criterion.Flagged(SystemFlag.SEEN));
    time("SEARCH UNSEEN", 50, round -> () -> find(inbox, unseen));
    var since =
        new Criterion.Arrived(
            LocalDate.ofEpochDay((FIRST_DAY + size * 30L) / 86_400), LocalDate.MAX);
    var both = new Criterion.And(List.of(since, new Criterion.Larger(200)));
    time("SEARCH SINCE LARGER", 50, round -> () -> find(inbox, both));
    time("SEARCH LARGER", 50, round -> () -> find(inbox, new Criterion.Larger(1_000_000)));
    time("UID FETCH of one, FLAGS", 2000, round -> () -> fetch(view, 1 + random.nextInt(size)));
    time("FETCH 1:* FLAGS", 5, round -> () -> fetchAll(view));
    time("UIDs of 1:*", 50, round -> () -> view.messages().toUidSet());
    time(
        "100,000 UIDs to numbers and back",
        5,
        round ->
            () -> {
              for (int i = 0; i < 100_000; i++) {
                int number = 1 + random.nextInt(size);
                if (view.numberOf(view.uidOf(number)) != number) {
                  throw new IllegalStateException("number " + number);
                }
              }
            });
  }

  private static void find(Mailbox inbox, Criterion criterion) {
    var snapshot = inbox.snapshot();
    new Finder(inbox, snapshot).find(criterion, snapshot.live());
  }

  private static void fetch(MailboxView view, long uid) {
    view.forEach(view.withUids(SequenceSet.of(uid, uid)), (number, u) -> view.told().flags(u));
  }

  private static void fetchAll(MailboxView view) {
    view.forEach(view.messages(), (number, uid) -> view.told().flags(uid));
  }

  private static void changes(MailStore store, Mailbox inbox, MailboxView view) {
    var flagged = FlagSet.of(SystemFlag.FLAGGED);
    var all = view.messages();
    var quiet = new Silence();
    time(
        "STORE 1:* FLAGS.SILENT",
        20,
        round ->
            () -> {
              var change =
                  round % 2 == 0 ? new FlagChange.Add(flagged) : new FlagChange.Remove(flagged);
              inbox.change(all, change);
              view.silence(all, change, quiet);
            });
    time(
        "STORE of one",
        200,
        round ->
            () -> {
              var one = UidBitmap.of(1 + round);
              var change = new FlagChange.Add(FlagSet.of(SystemFlag.ANSWERED));
              inbox.change(one, change);
              view.echo(one, quiet);
            });
    int rounds = 5;
    var copies = new ArrayList<Mailbox>();
    for (int i = 0; i < rounds; i++) {
      var name = new MailboxName("copy " + i + " " + System.nanoTime());
      copies.add(store.open(store.create(name, Set.of()).id()));
    }
    time("COPY 1:*", rounds, round -> () -> inbox.copy(all, copies.get(round).id()));
    time(
        "EXPUNGE of 100,000 in a row",
        rounds,
        round -> {
          var gone = UidBitmap.of(List.of(new NumberRange(1001, 101_000)));
          return () -> copies.get(round).expunge(gone);
        });
    time(
        "EXPUNGE of 1 in 10",
        rounds,
        round -> {
          var gone = some(copies.get(round), 10);
          return () -> copies.get(round).expunge(gone);
        });
    copies.forEach(copy -> store.delete(name(store, copy)));
  }

  private static MailboxName name(MailStore store, Mailbox mailbox) {
    return store.tree().mailboxes().values().stream()
        .filter(info -> info.id().equals(mailbox.id()))
        .findFirst()
        .orElseThrow()
        .name();
  }

  /** Hears the news of a session and says nothing. */
  private static final class Silence implements MailboxView.Audience {
    @Override
    public void keywords(org.culverhouse.mailbox.MailboxSnapshot snapshot) {}

    @Override
    public void expunged(int number) {}

    @Override
    public void exists(int messages) {}

    @Override
    public void recent(int messages) {}

    @Override
    public void flags(FlagLines lines) {}
  }

  /** Many mailboxes of 1,000 messages each. */
  private static void mailboxes(Path folder, int count) {
    try (var stores = stores(folder);
        var store = stores.open(ID)) {
      if (inbox(store).snapshot().live().isEmpty()) {
        append(store, 1000);
        for (int i = 1; i < count; i++) {
          var info = store.create(new MailboxName("box/" + i), Set.of());
          inbox(store).copy(inbox(store).snapshot().live(), info.id());
        }
      }
    }
    time(
        "open, and STATUS of " + count + " mailboxes",
        20,
        round -> {
          var stores = stores(folder);
          return new Closing(stores, () -> status(stores.open(ID)));
        });
    long before = heap();
    try (var stores = stores(folder);
        var store = stores.open(ID)) {
      status(store);
      System.out.printf("heap of the open store %,d KB%n", heap() - before);
      time("STATUS of " + count + " mailboxes", 50, round -> () -> status(store));
    }
  }

  private static void status(MailStore store) {
    long messages = 0;
    for (var info : store.tree().mailboxes().values()) {
      messages += store.open(info.id()).counts().messages();
    }
    if (messages == 0) {
      throw new IllegalStateException("no messages");
    }
  }

  private static long heap() {
    System.gc();
    var runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 10;
  }

  private static void time(String what, int rounds, IntFunction<Runnable> work) {
    var threads = ManagementFactory.getThreadMXBean();
    var wall = new long[rounds];
    var cpu = new long[rounds];
    for (int round = 0; round < rounds; round++) {
      var run = work.apply(round);
      long cpuStart = threads.getCurrentThreadCpuTime();
      long start = System.nanoTime();
      run.run();
      wall[round] = System.nanoTime() - start;
      cpu[round] = threads.getCurrentThreadCpuTime() - cpuStart;
      if (run instanceof Closing closing) {
        closing.stores.close();
      }
    }
    Arrays.sort(wall);
    Arrays.sort(cpu);
    System.out.printf(
        "%-40s least %,9d  median %,9d  most %,9d  cpu %,9d us%n",
        what,
        wall[0] / 1000,
        wall[rounds / 2] / 1000,
        wall[rounds - 1] / 1000,
        cpu[rounds / 2] / 1000);
  }
}
