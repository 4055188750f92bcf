package org.culverhouse.cli;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code -o}. */
final class OutputOption {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|json",
      defaultValue = "table",
      description = "How to print. Default: table.")
  private @Nullable Output output;

  void print(@Nullable CommandSpec spec, List<JsonObject> things, List<Output.Column> columns) {
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    Objects.requireNonNull(output).print(out, things, columns);
  }
}
