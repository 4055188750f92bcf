package org.culverhouse.cli;

import jakarta.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code culver domain}: what stands behind the {@code @}. */
@Command(
    name = "domain",
    description = "Adds, lists and removes domains of a running server.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class DomainCommand {
  private static final List<Output.Column> COLUMNS =
      List.of(
          new Output.Column("NAME", domain -> Output.text(domain, "name")),
          new Output.Column("USERS", domain -> Output.text(domain, "users")),
          new Output.Column("DESCRIPTION", domain -> Output.text(domain, "description")));

  @Spec private @Nullable CommandSpec spec;

  @Command(
      name = "add",
      description = "Adds a domain.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  int add(
      @Parameters(paramLabel = "NAME", description = "For example example.org.") String name,
      @Option(
              names = "--description",
              paramLabel = "TEXT",
              defaultValue = "",
              description = "A note for administrators.")
          String description,
      @Mixin ServerOptions server) {
    try (var api = server.connect()) {
      create(api, name, description);
    }
    return ExitCode.OK.number();
  }

  @Command(
      name = "list",
      description = "Lists domains.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  int list(@Mixin OutputOption output, @Mixin ServerOptions server) {
    try (var api = server.connect()) {
      output.print(spec, api.list("domains?limit=500"), COLUMNS);
    }
    return ExitCode.OK.number();
  }

  @Command(
      name = "rm",
      description = "Removes domains that have no users any more.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  int remove(
      @Parameters(paramLabel = "NAME", arity = "1..*") List<String> names,
      @Mixin ServerOptions server) {
    try (var api = server.connect()) {
      names.forEach(name -> api.delete("domains/" + AdminApi.segment(name)));
    }
    return ExitCode.OK.number();
  }

  static void create(AdminApi api, String name, String description) {
    api.post(
        "domains",
        Json.createObjectBuilder().add("name", name).add("description", description).build());
  }

  static boolean exists(AdminApi api, String name) {
    try {
      api.get("domains/" + AdminApi.segment(name));
      return true;
    } catch (Failure e) {
      if (e.code() == ExitCode.NOUSER) {
        return false;
      }
      throw e;
    }
  }
}
