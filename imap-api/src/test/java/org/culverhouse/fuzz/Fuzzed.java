package org.culverhouse.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A reader of octets that must stand whatever comes: a target of Jazzer. */
public interface Fuzzed {
  /** As {@code -Dfuzz.target} takes it. */
  String target();

  /** Takes any octets. */
  void read(byte[] octets) throws Exception;

  /** What the fuzzer begins with. */
  List<byte[]> seeds();

  /** Something that takes any octets. */
  interface Reader {
    void read(byte[] octets) throws Exception;
  }

  /** Inputs that once did harm. */
  default List<Path> findings() throws IOException {
    var folder = Path.of("src/test/resources/fuzz", target());
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /** Writes the seeds into a folder of this target, for Jazzer. */
  default void writeSeeds(Path parent) throws IOException {
    var folder = parent.resolve(target());
    Files.createDirectories(folder);
    var all = seeds();
    for (int i = 0; i < all.size(); i++) {
      Files.write(folder.resolve("seed-" + i), all.get(i));
    }
  }
}
