package org.culverhouse.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Random;
import org.culverhouse.mailbox.MailStores;
import org.culverhouse.mailbox.memory.MemoryStores;
import org.culverhouse.store.Durability;
import org.culverhouse.store.FileIo;
import org.culverhouse.store.NativeStores;
import org.culverhouse.store.StoreSettings;

/** Where the mail lies: every command must behave the same on each. */
enum Backend {
  MEMORY {
    @Override
    Opened open() {
      return new Opened(new MemoryStores(), () -> {});
    }
  },
  DISK {
    @Override
    Opened open() {
      try {
        var folder = Files.createTempDirectory("culverhouse");
        var stores =
            new NativeStores(
                new FileIo(),
                folder,
                StoreSettings.DEFAULT.with(Durability.NEVER),
                () -> World.NOW.toEpochMilli(),
                new Random(1));
        return new Opened(
            stores,
            () -> {
              stores.close();
              delete(folder);
            });
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  };

  /** The stores, and what ends them. */
  record Opened(MailStores stores, AutoCloseable end) implements AutoCloseable {
    @Override
    public void close() throws Exception {
      end.close();
    }
  }

  abstract Opened open();

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
