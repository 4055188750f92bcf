package org.culverhouse.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.culverhouse.api.Content;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.mailbox.FlagChange;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.NewMessage;
import org.culverhouse.mailbox.StoreId;
import org.culverhouse.mailbox.UidBitmap;

/**
 * How long it takes to open a store with many messages, and how much memory it then holds: {@code
 * java … OpeningBench fill|kill|open FOLDER MESSAGES}. {@code fill} makes the store and closes it,
 * {@code kill} adds 1,000 messages and ends without closing, {@code open} measures; each in a
 * process of its own.
 */
final class OpeningBench {
  private static final StoreId ID = new StoreId(1);
  private static final int BATCH = 1000;
  private static final int ROUNDS = 5;

  private OpeningBench() {}

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
    Files.createDirectories(folder);
    switch (arguments[0]) {
      case "fill" -> {
        try (var stores = stores(folder);
            var store = stores.open(ID)) {
          append(store, Integer.parseInt(arguments[2]));
          flag(store);
        }
      }
      case "kill" -> {
        append(stores(folder).open(ID), BATCH);
        Runtime.getRuntime().halt(1);
      }
      case "open" -> {
        for (int round = 0; round < ROUNDS; round++) {
          open(folder);
        }
      }
      default -> throw new IllegalArgumentException(arguments[0]);
    }
    derived(folder);
  }

  private static void append(MailStore store, int count) {
    var inbox = store.tree().get(MailboxName.INBOX).id();
    for (int done = 0; done < count; done += BATCH) {
      var messages = new ArrayList<NewMessage>();
      for (int i = 0; i < BATCH; i++) {
        var text = "Subject: " + (done + i) + "\r\n\r\n" + "x".repeat(100) + "\r\n";
        messages.add(
            new NewMessage(
                Content.of(text.getBytes(StandardCharsets.US_ASCII)),
                FlagSet.NONE,
                Instant.ofEpochSecond(1_790_000_000L + done + i)));
      }
      store.append(inbox, messages);
    }
  }

  /** Half of them, without any order. */
  private static void flag(MailStore store) {
    var inbox = store.open(store.tree().get(MailboxName.INBOX).id());
    var random = new SplittableRandom(2);
    var bits = new org.roaringbitmap.RoaringBitmap();
    for (var uids = inbox.snapshot().live().iterator(); uids.hasNext(); ) {
      long uid = uids.nextLong();
      if (random.nextBoolean()) {
        bits.add((int) uid);
      }
    }
    inbox.change(UidBitmap.wrap(bits), new FlagChange.Add(FlagSet.of(SystemFlag.SEEN)));
  }

  private static void open(Path folder) {
    long before = heap();
    long start = System.nanoTime();
    try (var stores = stores(folder);
        var store = stores.open(ID)) {
      var state = store.open(store.tree().get(MailboxName.INBOX).id()).snapshot();
      int unseen = state.live().size() - state.with(SystemFlag.SEEN).size();
      long nanos = System.nanoTime() - start;
      System.out.printf(
          "%,d messages, %,d unseen: open and SELECT %,d us, heap %,d KB%n",
          state.live().size(), unseen, TimeUnit.NANOSECONDS.toMicros(nanos), heap() - before);
    }
  }

  private static long heap() {
    System.gc();
    var runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 10;
  }

  private static void derived(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.naturalOrder()).toList()) {
        if (file.toString().matches(".*(snap|idx)")) {
          System.out.println(file.getFileName() + " " + Files.size(file) / 1024 + " KB");
        }
      }
    }
  }
}
