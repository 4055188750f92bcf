package org.culverhouse.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Looks for files that are not needed, or that do not belong to a store. One thread. */
final class LeftoverCheck {
  /** What there is in the folder of a store (docs/formats/README.md). */
  static final Set<String> NAMES =
      Set.of("STORE", "OWNER", "log", "big", "tmp", "snap", "mbx", "cache", "quarantine");

  private final StoreIo io;
  private final StoreFiles files;
  private final Findings findings;

  LeftoverCheck(StoreIo io, StoreFiles files, Findings findings) {
    this.io = io;
    this.files = files;
    this.findings = findings;
  }

  void run(StoreState state, LogKnowledge knowledge) throws IOException {
    for (var name : io.list(files.temporary())) {
      leftover(files.temporary().resolve(name), "something that was never finished");
    }
    var needed = large(state, knowledge);
    for (var name : io.list(files.big())) {
      if (!needed.contains(name)) {
        leftover(files.big().resolve(name), "a large message that nobody has");
      }
    }
    unknown(files.home(), NAMES);
    unknown(files.log(), "[0-9]{8}\\.seg");
    unknown(files.snapshots(), "[0-9a-f]{16}\\.snap");
    unknown(files.indexes(), "[0-9a-f]{16}\\.[0-9a-f]{16}\\.idx");
    unknown(files.caches(), "[0-9]{8}\\.cch");
  }

  private Set<String> large(StoreState state, LogKnowledge knowledge) {
    var needed = new HashSet<String>();
    for (var external : knowledge.externalsOf(state).values()) {
      needed.add(String.valueOf(files.big(external.head().blobId()).getFileName()));
    }
    return needed;
  }

  private void leftover(Path file, String what) {
    findings.add(new Finding.Leftover(findings.place(file, 0, "file", "none", what)));
  }

  private void unknown(Path folder, Set<String> known) throws IOException {
    unknown(folder, io.list(folder).stream().filter(name -> !known.contains(name)).toList());
  }

  private void unknown(Path folder, String pattern) throws IOException {
    unknown(folder, io.list(folder).stream().filter(name -> !name.matches(pattern)).toList());
  }

  private void unknown(Path folder, List<String> names) {
    for (var name : names) {
      findings.add(
          new Finding.Unknown(
              findings.place(
                  folder.resolve(name), 0, "file", "none of this name", "one that is not ours")));
    }
  }
}
