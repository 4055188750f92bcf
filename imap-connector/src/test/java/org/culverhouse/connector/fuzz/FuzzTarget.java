package org.culverhouse.connector.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.culverhouse.connector.session.FuzzInflation;
import org.culverhouse.connector.wire.FuzzCommands;
import org.culverhouse.connector.wire.command.FuzzDates;
import org.culverhouse.connector.wire.command.FuzzMailboxNames;
import org.culverhouse.connector.wire.command.FuzzNumbers;

/** Readers of what clients send; each is a target of Jazzer. */
public enum FuzzTarget {
  COMMANDS("connector.wire.FuzzCommands", FuzzCommands::fuzzerTestOneInput, FuzzCommands::seeds),
  NUMBERS(
      "connector.wire.command.FuzzNumbers", FuzzNumbers::fuzzerTestOneInput, FuzzNumbers::seeds),
  MAILBOX_NAMES(
      "connector.wire.command.FuzzMailboxNames",
      FuzzMailboxNames::fuzzerTestOneInput,
      FuzzMailboxNames::seeds),
  DATES("connector.wire.command.FuzzDates", FuzzDates::fuzzerTestOneInput, FuzzDates::seeds),
  INFLATION(
      "connector.session.FuzzInflation", FuzzInflation::fuzzerTestOneInput, FuzzInflation::seeds);

  private final String name;
  private final Reader reader;
  private final Supplier<List<byte[]>> seeds;

  /**
   * @param name as {@code -Dfuzz.target} takes it
   */
  FuzzTarget(String name, Reader reader, Supplier<List<byte[]>> seeds) {
    this.name = name;
    this.reader = reader;
    this.seeds = seeds;
  }

  /** Takes any octets. */
  interface Reader {
    void read(byte[] octets) throws Exception;
  }

  void read(byte[] octets) throws Exception {
    reader.read(octets);
  }

  List<byte[]> seeds() {
    return seeds.get();
  }

  /** Inputs that once did harm. */
  List<Path> findings() throws IOException {
    var folder = Path.of("src/test/resources/fuzz", name);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /** Writes the seeds of every target, a folder each, for Jazzer to begin with. */
  public static void main(String[] arguments) throws IOException {
    for (var target : values()) {
      var folder = Path.of(arguments[0], target.name);
      Files.createDirectories(folder);
      var seeds = target.seeds();
      for (int i = 0; i < seeds.size(); i++) {
        Files.write(folder.resolve("seed-" + i), seeds.get(i));
      }
    }
  }
}
