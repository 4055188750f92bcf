package org.culverhouse.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.culverhouse.api.Content;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.Mailbox;
import org.culverhouse.mailbox.NewMessage;
import org.culverhouse.mailbox.StoreId;
import org.culverhouse.mailbox.UidBitmap;

/**
 * Seed line S9: stores so many messages of 20 kB, expunges 99 of 100, and gives the space back
 * while somebody reads: {@code java … CompactionBench FOLDER MESSAGES}. Prints how much of the disk
 * is left in use, and how long a reader had to wait at most.
 */
final class CompactionBench {
  private static final StoreId ID = new StoreId(1);
  private static final int SIZE = 20_000;
  private static final int AT_ONCE = 50;

  private CompactionBench() {}

  public static void main(String[] arguments) throws Exception {
    var folder = Path.of(arguments[0]);
    int messages = Integer.parseInt(arguments[1]);
    var settings = StoreSettings.DEFAULT.with(Durability.NEVER);
    try (var stores =
            new NativeStores(
                new FileIo(), folder, settings, System::currentTimeMillis, new SecureRandom());
        var store = stores.open(ID)) {
      var inbox = store.open(store.tree().get(MailboxName.INBOX).id());
      fill(store, inbox, messages);
      System.out.printf("%,d octets with %,d messages%n", octets(folder), messages);
      expunge(inbox);
      var undisturbed = whileReading(inbox, () -> Thread.sleep(10_000));
      System.out.printf(
          "%,d reads before, the longest %.1f ms%n", undisturbed[1], undisturbed[0] / 1e6);
      long start = System.nanoTime();
      var longest = whileReading(inbox, () -> stores.compact(ID));
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "%,d octets after %.1f s, %,d of them live; %,d reads, the longest %.1f ms%n",
          octets(folder), seconds, store.usage().octets(), longest[1], longest[0] / 1e6);
    }
    System.out.printf("%,d octets after the close%n", octets(folder));
  }

  /** Something that takes a while. */
  private interface Work {
    void run() throws InterruptedException;
  }

  /** Returns the longest read, and how many there were. */
  private static long[] whileReading(Mailbox inbox, Work work) throws InterruptedException {
    var isOver = new AtomicBoolean();
    var longest = new long[2];
    var reader = Thread.ofPlatform().start(() -> read(inbox, isOver, longest));
    work.run();
    isOver.set(true);
    reader.join();
    return longest;
  }

  private static void fill(MailStore store, Mailbox inbox, int messages) {
    var random = new SplittableRandom(1);
    for (int i = 0; i < messages; i += AT_ONCE) {
      var some = new ArrayList<NewMessage>();
      for (int j = 0; j < AT_ONCE; j++) {
        var octets = new byte[SIZE];
        random.nextBytes(octets);
        some.add(new NewMessage(Content.of(octets), FlagSet.NONE, Instant.EPOCH));
      }
      store.append(inbox.id(), some);
    }
  }

  private static void expunge(Mailbox inbox) {
    var live = inbox.snapshot().live();
    var gone = live.bits().clone();
    for (int number = 100; number <= live.size(); number += 100) {
      gone.remove((int) live.select(number));
    }
    inbox.expunge(UidBitmap.wrap(gone));
  }

  private static void read(Mailbox inbox, AtomicBoolean isOver, long[] longest) {
    var octets = ByteBuffer.allocate(SIZE);
    while (!isOver.get()) {
      for (var uids = inbox.snapshot().live().iterator(); uids.hasNext() && !isOver.get(); ) {
        long start = System.nanoTime();
        try (var content = inbox.message(uids.nextLong())) {
          content.read(0, octets.clear());
        } catch (IOException e) {
          throw new IllegalStateException(e);
        }
        longest[0] = Math.max(longest[0], System.nanoTime() - start);
        longest[1]++;
      }
    }
  }

  private static long octets(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
