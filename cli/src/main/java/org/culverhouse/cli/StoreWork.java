package org.culverhouse.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.store.FileIo;
import org.culverhouse.store.StoreSettings;
import org.culverhouse.store.StoreTools;

/** Does something with many stores, as many at once as there are cores. */
final class StoreWork {
  private static final String LOG = "org.culverhouse.store";

  private StoreWork() {}

  /** What is done with one store. */
  interface Work {
    void on(StoreOptions.Named store, Progress progress);
  }

  /** The tools for the stores of a folder; what they would log is told by their results. */
  static StoreTools tools(Path mail) {
    Logger.getLogger(LOG).setLevel(Level.OFF);
    return new StoreTools(
        new FileIo(), mail, StoreSettings.DEFAULT, System::currentTimeMillis, new SecureRandom());
  }

  /**
   * @param passes how often all of a store is read
   * @throws Failure for the first store with which it could not be done, after all others
   */
  static void each(
      List<StoreOptions.Named> stores, StoreTools tools, int passes, boolean quiet, Work work) {
    long total = passes * stores.stream().mapToLong(store -> tools.octets(store.id())).sum();
    var terminal =
        quiet || !Progress.isOnTerminal()
            ? new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)
            : System.err;
    var failures = new ArrayList<Failure>();
    try (var progress = new Progress(terminal, total, System::nanoTime);
        var threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      var running = new ArrayList<Future<?>>();
      stores.forEach(store -> running.add(threads.submit(() -> work.on(store, progress))));
      for (int i = 0; i < running.size(); i++) {
        await(running.get(i), stores.get(i), failures);
      }
    }
    if (!failures.isEmpty()) {
      failures.subList(1, failures.size()).forEach(f -> System.err.println("culver: " + f.line()));
      throw failures.getFirst();
    }
  }

  private static void await(Future<?> work, StoreOptions.Named store, List<Failure> failures) {
    try {
      work.get();
    } catch (InterruptedException e) {
      throw new Failure(ExitCode.SOFTWARE, "interrupted");
    } catch (ExecutionException e) {
      failures.add(failure(store, e.getCause() == null ? e : e.getCause()));
    }
  }

  static Failure failure(StoreOptions.Named store, Throwable why) {
    if (why instanceof Failure failure) {
      return failure;
    }
    if (!(why instanceof MailException refusal)) {
      return new Failure(
          ExitCode.SOFTWARE, "a fault of culver itself: " + store.text() + ": " + why);
    }
    var cause = refusal.getCause() == null ? "" : ": " + refusal.getCause().getMessage();
    return refusal.reason() == Reason.IN_USE
        ? new Failure(ExitCode.TEMPFAIL, refusal.getMessage() + ": stop it first, then try again")
        : new Failure(ExitCode.UNAVAILABLE, store.text() + ": " + refusal.getMessage() + cause);
  }
}
