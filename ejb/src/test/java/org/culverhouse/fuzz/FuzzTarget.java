package org.culverhouse.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.culverhouse.command.FuzzMailboxPatterns;
import org.culverhouse.mime.FuzzFields;
import org.culverhouse.mime.FuzzMessages;
import org.culverhouse.mime.FuzzStructures;
import org.culverhouse.sasl.FuzzSasl;
import org.culverhouse.store.FuzzCaches;
import org.culverhouse.store.FuzzIndexes;
import org.culverhouse.store.FuzzRecords;
import org.culverhouse.store.FuzzSegments;
import org.culverhouse.store.FuzzSnapshots;

/** Readers of octets that must stand whatever comes; each is a target of Jazzer. */
public enum FuzzTarget implements Fuzzed {
  SEGMENTS("store.FuzzSegments", FuzzSegments::fuzzerTestOneInput, FuzzSegments::seeds),
  SNAPSHOTS("store.FuzzSnapshots", FuzzSnapshots::fuzzerTestOneInput, FuzzSnapshots::seeds),
  INDEXES("store.FuzzIndexes", FuzzIndexes::fuzzerTestOneInput, FuzzIndexes::seeds),
  CACHES("store.FuzzCaches", FuzzCaches::fuzzerTestOneInput, FuzzCaches::seeds),
  RECORDS("store.FuzzRecords", FuzzRecords::fuzzerTestOneInput, FuzzRecords::seeds),
  MESSAGES("mime.FuzzMessages", FuzzMessages::fuzzerTestOneInput, FuzzMessages::seeds),
  FIELDS("mime.FuzzFields", FuzzFields::fuzzerTestOneInput, FuzzFields::seeds),
  PATTERNS(
      "command.FuzzMailboxPatterns",
      FuzzMailboxPatterns::fuzzerTestOneInput,
      FuzzMailboxPatterns::seeds),
  SASL("sasl.FuzzSasl", FuzzSasl::fuzzerTestOneInput, FuzzSasl::seeds),
  STRUCTURES("mime.FuzzStructures", FuzzStructures::fuzzerTestOneInput, FuzzStructures::seeds);

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
