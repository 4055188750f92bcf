package org.culverhouse.cli;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.store.Described;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code culver dump}: what the files of a store hold. */
@Command(
    name = "dump",
    description = {
      "Tells what the files of stores hold, a line for each record. The octets of messages are not"
          + " shown. Nothing is written, and a server may run; --user needs it stopped where the"
          + " database is a file.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DumpCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description =
          "Only these files, as they are called in the folder of the store: log/00000001.seg.")
  private List<String> files = new ArrayList<>();

  @Mixin private final StoreOptions options = new StoreOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|json",
      defaultValue = "table",
      description = "How to print: json is an object a line. Default: table.")
  private Output output = Output.table;

  private final Accounts accounts;

  DumpCommand(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public Integer call() {
    var tools = StoreWork.tools(options.data().resolve("mail"));
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    for (var store : options.stores(options.data(), tools, accounts)) {
      try {
        tools.dump(store.id(), files, printer(out, store));
      } catch (MailException e) {
        throw StoreWork.failure(store, e);
      } finally {
        out.flush();
      }
    }
    return ExitCode.OK.number();
  }

  private Consumer<Described> printer(PrintWriter out, StoreOptions.Named store) {
    return switch (output) {
      case table -> {
        out.println("store " + store.text());
        yield described -> out.println(line(described));
      }
      case json -> described -> out.println(json(store, described));
    };
  }

  private static String line(Described described) {
    var line = new StringBuilder(described.kind().equals("file") ? "" : "  ");
    line.append(described.kind());
    described
        .values()
        .forEach((name, value) -> line.append(' ').append(name).append('=').append(text(value)));
    return line.toString();
  }

  /** A text with spaces or control characters is quoted, so that a line stays a line. */
  private static String text(Object value) {
    var text = value.toString();
    return text.matches("[!-~]*") ? text : Json.createValue(text).toString();
  }

  private static JsonObject json(StoreOptions.Named store, Described described) {
    var json =
        Json.createObjectBuilder()
            .add("store", store.id().toString())
            .add("kind", described.kind());
    described
        .values()
        .forEach(
            (name, value) -> {
              switch (value) {
                case Long number -> json.add(name, number);
                case Boolean truth -> json.add(name, truth);
                default -> json.add(name, value.toString());
              }
            });
    return json.build();
  }
}
