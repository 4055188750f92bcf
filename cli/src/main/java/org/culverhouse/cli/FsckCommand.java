package org.culverhouse.cli;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.culverhouse.store.StoreReport;
import org.culverhouse.store.StoreTools;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code culver fsck}: looks for damage in mail, and repairs what can be repaired. */
@Command(
    name = "fsck",
    description = {
      "Reads all that stores have on disk and tells what is damaged. The server must be stopped.",
      "",
      "A damaged message stays, with its flags: only its text cannot be read. What is derived"
          + " (snapshots, indexes, caches) is made again. Nothing is removed: files that are replaced"
          + " go to the folder quarantine of the store.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing is damaged",
      "1:what was damaged has been repaired",
      "4:something is damaged and has not been repaired, or cannot be",
      "64:the command line is wrong",
      "67:there is no such user or store",
      "69:there is no mail, or it cannot be read",
      "75:a server uses the mail: stop it first"
    })
final class FsckCommand implements Callable<Integer> {
  private static final int REPAIRED = 1;
  private static final int DAMAGED = 4;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--repair", description = "Repair what can be repaired.")
  private boolean repair;

  @Option(
      names = {"-q", "--quiet"},
      description = "Tell only of stores that are damaged, and show no progress.")
  private boolean quiet;

  @Mixin private final StoreOptions options = new StoreOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|json",
      defaultValue = "table",
      description = "How to print: json is an object a line. Default: table.")
  private Output output = Output.table;

  private final Accounts accounts;

  FsckCommand(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public Integer call() {
    try (var server = options.open()) {
      var tools = StoreWork.tools(server.mail());
      var stores = options.stores(server.data(), tools, accounts);
      var worst = new AtomicInteger();
      StoreWork.each(
          stores,
          tools,
          1,
          quiet,
          (store, progress) -> {
            int code = check(tools, store, progress);
            worst.accumulateAndGet(code, Math::max);
          });
      return worst.get();
    }
  }

  private int check(StoreTools tools, StoreOptions.Named store, Progress progress) {
    if (!repair) {
      var report = tools.check(store.id(), progress);
      progress.clear();
      print(store, report, report);
      return report.isClean() ? ExitCode.OK.number() : DAMAGED;
    }
    var repaired = tools.repair(store.id(), progress);
    progress.clear();
    print(store, repaired.before(), repaired.after());
    if (!repaired.after().isClean()) {
      return DAMAGED;
    }
    return repaired.before().isClean() ? ExitCode.OK.number() : REPAIRED;
  }

  /** A finding that is there no more has been repaired. */
  private synchronized void print(StoreOptions.Named store, StoreReport before, StoreReport after) {
    if (quiet && before.isClean()) {
      return;
    }
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    switch (output) {
      case table -> {
        out.printf(
            "%s: %d mailboxes, %d messages, %s: %s%n",
            store.text(),
            after.mailboxes(),
            after.messages(),
            Size.text(after.octets()),
            FindingText.summary(before));
        before
            .findings()
            .forEach(f -> out.println(FindingText.lines(f, !after.findings().contains(f))));
      }
      case json -> {
        before
            .findings()
            .forEach(f -> out.println(FindingText.json(store, f, !after.findings().contains(f))));
        out.println(FindingText.json(store, after));
      }
    }
    out.flush();
  }
}
