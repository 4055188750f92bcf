package org.culverhouse.cli;

import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code culver penalty}: who is slowed down after failed logins. */
@Command(
    name = "penalty",
    description = "Shows and forgets failed logins, which slow the next ones down.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class PenaltyCommand {
  private static final List<Output.Column> COLUMNS =
      List.of(
          new Output.Column("USER", penalty -> Output.text(penalty, "user")),
          new Output.Column("NETWORK", penalty -> Output.text(penalty, "network")),
          new Output.Column("FAILURES", penalty -> Output.text(penalty, "failures")),
          new Output.Column("WAITS", penalty -> Output.text(penalty, "secondsLeft") + " s"));

  @Spec private @Nullable CommandSpec spec;

  @Command(
      name = "list",
      description = "Lists them, most failures first, at most 500.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  int list(@Mixin OutputOption output, @Mixin ServerOptions server) {
    try (var api = server.connect()) {
      output.print(spec, api.list("penalties?limit=500"), COLUMNS);
    }
    return ExitCode.OK.number();
  }

  @Command(
      name = "clear",
      description = "Forgets them: of a user, of a network, or all.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  int clear(
      @Option(
              names = {"-u", "--user"},
              paramLabel = "NAME",
              defaultValue = "",
              description = "The name as it was typed at the login.")
          String user,
      @Option(
              names = "--network",
              paramLabel = "NET",
              defaultValue = "",
              description = "An address or a network, for example 192.0.2.0/24.")
          String network,
      @Option(
              names = {"-A", "--all"},
              description = "Whoever and wherever it was.")
          boolean all,
      @Mixin ServerOptions server) {
    if (all == (!user.isEmpty() || !network.isEmpty())) {
      throw new Failure(ExitCode.USAGE, "name a user, a network, or --all");
    }
    var query = new StringJoiner("&", "penalties?", "");
    if (!user.isEmpty()) {
      query.add("user=" + AdminApi.segment(user));
    }
    if (!network.isEmpty()) {
      query.add("network=" + AdminApi.segment(network));
    }
    try (var api = server.connect()) {
      api.delete(query.toString());
    }
    return ExitCode.OK.number();
  }
}
