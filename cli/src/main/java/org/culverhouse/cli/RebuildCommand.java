package org.culverhouse.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code culver rebuild}: makes all that is derived again from the mail. */
@Command(
    name = "rebuild",
    description = {
      "Makes snapshots, indexes and caches of stores again from their logs. UIDs, flags and"
          + " mod-sequences stay what they are. The server must be stopped. It is never needed for"
          + " mail to be right: fsck says whether it is.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "64:the command line is wrong",
      "67:there is no such user or store",
      "69:there is no mail, it cannot be read, or it must be repaired first",
      "75:a server uses the mail: stop it first"
    })
final class RebuildCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-q", "--quiet"},
      description = "Tell nothing, and show no progress.")
  private boolean quiet;

  @Mixin private final StoreOptions options = new StoreOptions();

  private final Accounts accounts;

  RebuildCommand(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public Integer call() {
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    try (var server = options.open()) {
      var tools = StoreWork.tools(server.mail());
      var stores = options.stores(server.data(), tools, accounts);
      StoreWork.each(
          stores,
          tools,
          2,
          quiet,
          (store, progress) -> {
            tools.rebuild(store.id(), progress);
            progress.clear();
            if (!quiet) {
              out.println(store.text() + ": rebuilt");
              out.flush();
            }
          });
    }
    return ExitCode.OK.number();
  }
}
