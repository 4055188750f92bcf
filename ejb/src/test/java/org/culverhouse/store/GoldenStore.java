package org.culverhouse.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.culverhouse.api.Content;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.mailbox.FlagChange;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.NewMessage;
import org.culverhouse.mailbox.StoreId;
import org.culverhouse.mailbox.UidBitmap;
import org.culverhouse.mime.KeptFields;

/**
 * Writes the small store that is kept for ever in {@code src/test/resources/golden}, one folder for
 * each version of the formats: {@code java … GoldenStore FOLDER}; with {@code compacted} behind it,
 * one from which the first segment has gone.
 */
final class GoldenStore {
  static final StoreId ID = new StoreId(0x2a);
  static final String SMALL = "Subject: dove\r\n\r\ncoo\r\n";
  static final String LARGE = "Subject: flock\r\n\r\n" + "coo coo\r\n".repeat(300);
  private static final StoreSettings SETTINGS =
      new StoreSettings(
          Durability.ALWAYS,
          1 << 16,
          1 << 12,
          2048,
          100,
          100,
          0,
          1 << 20,
          Duration.ZERO,
          1 << 12,
          1,
          KeptFields.STANDARD,
          0,
          0);

  private GoldenStore() {}

  static NativeStores stores(Path folder) {
    return new NativeStores(
        new FileIo(), folder, SETTINGS, () -> 1_790_000_000_000L, new SplittableRandom(42));
  }

  static StoreTools tools(Path folder) {
    return new StoreTools(
        new FileIo(), folder, SETTINGS, () -> 1_790_000_000_000L, new SplittableRandom(42));
  }

  public static void main(String[] arguments) {
    try (var stores = stores(Path.of(arguments[0]));
        var store = stores.open(ID)) {
      var inbox = store.open(store.tree().get(MailboxName.INBOX).id());
      store.append(
          inbox.id(),
          List.of(
              message(SMALL, FlagSet.of(SystemFlag.SEEN, new Keyword("$Forwarded"))),
              message(LARGE, FlagSet.NONE)));
      var nest = store.create(new MailboxName("Nest"), Set.of());
      inbox.copy(UidBitmap.of(1), nest.id());
      inbox.copy(UidBitmap.of(1), nest.id());
      inbox.change(UidBitmap.of(2), new FlagChange.Add(FlagSet.of(SystemFlag.FLAGGED)));
      inbox.expunge(UidBitmap.of(1));
      store.renumber(nest.id());
      store.subscribe(new MailboxName("Nest"));
      if (arguments.length > 1 && arguments[1].equals("compacted")) {
        fillSegment(store);
        stores.compact(ID);
      }
    }
  }

  private static void fillSegment(MailStore store) {
    var egg = store.create(new MailboxName("Egg"), Set.of());
    for (int i = 0; i < 40; i++) {
      store.append(egg.id(), List.of(message("\r\n" + "peep\r\n".repeat(300), FlagSet.NONE)));
    }
    store.delete(new MailboxName("Egg"));
  }

  private static NewMessage message(String text, FlagSet flags) {
    return new NewMessage(
        Content.of(text.getBytes(StandardCharsets.US_ASCII)),
        flags,
        Instant.parse("2026-09-21T14:13:20Z"));
  }
}
