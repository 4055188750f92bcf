package org.culverhouse.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.function.Consumer;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.mailbox.MailStore;

/** What it costs until somebody can read mail. */
final class OpeningBench {
  private OpeningBench() {}

  /** Opens a store and does something with it; closing it is not measured. */
  static Timing.Work opened(Path folder, Consumer<MailStore> work) {
    var stores = EngineBench.stores(folder);
    return new Timing.Work(
        () -> {
          try (var store = stores.open(EngineBench.ID)) {
            work.accept(store);
          }
        },
        stores::close);
  }

  /** The first round is that of a new process; each has a copy of what was left. */
  static void reopen(Path folder) throws IOException {
    var copy = folder.resolveSibling(folder.getFileName() + ".copy");
    int rounds = 20;
    for (int first = 0; first < 2; first++) {
      Timing.timeWork(
          first == 0 ? "reopen in a new process, and SELECT" : "reopen, and SELECT",
          first == 0 ? 1 : rounds,
          round -> {
            try {
              return reopened(folder, copy);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  private static Timing.Work reopened(Path folder, Path copy) throws IOException {
    copy(folder, copy);
    var work = opened(copy, EngineBench::select);
    return new Timing.Work(
        work.measured(),
        () -> {
          work.afterwards().run();
          try (var files = Files.walk(copy)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
              Files.delete(file);
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** What is never written again is linked. */
  private static void copy(Path folder, Path copy) throws IOException {
    try (var files = Files.walk(folder)) {
      var all = files.sorted().toList();
      var last =
          all.stream().filter(f -> f.toString().endsWith(".seg")).reduce((a, b) -> b).orElseThrow();
      for (var file : all) {
        var target = copy.resolve(folder.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else if (file.equals(last) || file.toString().endsWith("OWNER")) {
          Files.copy(file, target);
        } else {
          Files.createLink(target, file);
        }
      }
    }
  }

  /** Many mailboxes of 1,000 messages each. */
  static void mailboxes(Path folder, int count) {
    try (var stores = EngineBench.stores(folder);
        var store = stores.open(EngineBench.ID)) {
      if (EngineBench.inbox(store).snapshot().live().isEmpty()) {
        fill(store, count);
      }
    }
    try (var stores = EngineBench.stores(folder)) {
      long before = Timing.heap();
      try (var store = stores.open(EngineBench.ID)) {
        status(store);
        System.out.printf("heap of the open store %,d KB%n", (Timing.heap() - before) >> 10);
        Timing.time("STATUS of " + count + " mailboxes", 100, round -> () -> status(store));
      }
      System.out.printf("bodies read: %d%n", stores.bodiesOpened());
    }
    Timing.timeWork(
        "open, and STATUS of " + count + " mailboxes",
        30,
        round -> opened(folder, OpeningBench::status));
  }

  private static void fill(MailStore store, int count) {
    EngineBench.append(store, 1000);
    var inbox = EngineBench.inbox(store);
    for (int i = 1; i < count; i++) {
      inbox.copy(inbox.snapshot().live(), store.create(new MailboxName("box/" + i), Set.of()).id());
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
}
