package org.culverhouse.connector.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.culverhouse.connector.session.FuzzInflation;
import org.culverhouse.connector.wire.FuzzCommands;
import org.culverhouse.connector.wire.command.FuzzDates;
import org.culverhouse.connector.wire.command.FuzzMailboxNames;
import org.culverhouse.connector.wire.command.FuzzNumbers;
import org.culverhouse.fuzz.Fuzzed;

/** Readers of what clients send; each is a target of Jazzer. */
public enum FuzzTarget implements Fuzzed {
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

  private final String target;
  private final Reader reader;
  private final Supplier<List<byte[]>> seeds;

  FuzzTarget(String target, Reader reader, Supplier<List<byte[]>> seeds) {
    this.target = target;
    this.reader = reader;
    this.seeds = seeds;
  }

  @Override
  public String target() {
    return target;
  }

  @Override
  public void read(byte[] octets) throws Exception {
    reader.read(octets);
  }

  @Override
  public List<byte[]> seeds() {
    return seeds.get();
  }

  /** Writes the seeds of every target, a folder each, for Jazzer to begin with. */
  public static void main(String[] arguments) throws IOException {
    for (var target : values()) {
      target.writeSeeds(Path.of(arguments[0]));
    }
  }
}
