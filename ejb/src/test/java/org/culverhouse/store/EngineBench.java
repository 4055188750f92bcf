package org.culverhouse.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Set;
import java.util.SplittableRandom;
import org.culverhouse.api.Content;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.mailbox.FlagChange;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.Mailbox;
import org.culverhouse.mailbox.MailboxView;
import org.culverhouse.mailbox.NewMessage;
import org.culverhouse.mailbox.StoreId;
import org.culverhouse.mailbox.UidBitmap;
import org.roaringbitmap.RoaringBitmap;

/**
 * The engine on one mailbox of many messages, and on many mailboxes, without protocol and network.
 * {@code java … EngineBench fill FOLDER MESSAGES} makes a store; {@code kill FOLDER MESSAGES} adds
 * to it and ends without closing; {@code reopen FOLDER} opens what that has left, {@code read
 * FOLDER} measures what changes nothing, {@code change FOLDER} the rest, {@code heap FOLDER} the
 * memory, and {@code mailboxes FOLDER MAILBOXES} a store of many of them. Each in a process of its
 * own.
 */
final class EngineBench {
  static final StoreId ID = new StoreId(1);
  static final long FIRST_DAY = 1_600_000_000L;
  private static final int BATCH = 1000;

  private EngineBench() {}

  @SuppressWarnings("MustBeClosed")
  static NativeStores stores(Path folder) {
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
        append(stores(folder).open(ID), count);
        Runtime.getRuntime().halt(1);
      }
      case "reopen" -> OpeningBench.reopen(folder);
      case "read" -> ReadingBench.run(folder);
      case "change" -> ChangingBench.run(folder);
      case "heap" -> HeapBench.run(folder);
      case "mailboxes" -> OpeningBench.mailboxes(folder, count);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  static Mailbox inbox(MailStore store) {
    return store.open(store.tree().get(MailboxName.INBOX).id());
  }

  /** An empty mailbox with a name of its own. */
  static Mailbox another(MailStore store) {
    var name = new MailboxName("bench " + System.nanoTime());
    return store.open(store.create(name, Set.of()).id());
  }

  static void delete(MailStore store, Mailbox mailbox) {
    var name =
        store.tree().mailboxes().values().stream()
            .filter(info -> info.id().equals(mailbox.id()))
            .findFirst()
            .orElseThrow()
            .name();
    store.delete(name);
  }

  /** Small messages, a minute between each. */
  static void append(MailStore store, int count) {
    var inbox = store.tree().get(MailboxName.INBOX).id();
    var random = new SplittableRandom(3);
    for (int done = 0; done < count; done += BATCH) {
      var messages = new ArrayList<NewMessage>();
      for (int i = 0; i < BATCH; i++) {
        var text =
            "From: user%d@example.org\r\nDate: 25 Nov 2026 12:00:00 +0000\r\nSubject: %d\r\n\r\n%s\r\n"
                .formatted(i, done + i, "x".repeat(random.nextInt(400)));
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
  static UidBitmap some(Mailbox mailbox, int in) {
    return some(mailbox, in, 0);
  }

  /**
   * @param which no two of these, from 0 to {@code in} exclusive, have a message in common
   */
  static UidBitmap some(Mailbox mailbox, int in, int which) {
    var random = new SplittableRandom(2);
    var bits = new RoaringBitmap();
    long last = mailbox.snapshot().uidNext() - 1;
    for (long uid = 1; uid <= last; uid++) {
      if (random.nextInt(in) == which) {
        bits.add((int) uid);
      }
    }
    return UidBitmap.wrap(bits).and(mailbox.snapshot().live());
  }

  static MailboxView select(MailStore store) {
    var view = MailboxView.select(inbox(store));
    var unseen = view.messages().andNot(view.told().with(SystemFlag.SEEN));
    if (unseen.isEmpty() || view.numberOf(unseen.first()) == 0) {
      throw new IllegalStateException("all seen");
    }
    return view;
  }
}
