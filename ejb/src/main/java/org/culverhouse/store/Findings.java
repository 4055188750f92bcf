package org.culverhouse.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Collects findings, so many at most; the rest is only counted. One thread. */
final class Findings {
  private static final int MAX = 10_000;

  private final Path home;
  private final List<Finding> all = new ArrayList<>();
  private long omitted;

  Findings(StoreFiles files) {
    home = files.home();
  }

  void add(Finding finding) {
    if (all.size() < MAX) {
      all.add(finding);
    } else {
      omitted++;
    }
  }

  /** A place in a file of the store. */
  Finding.Place place(Path file, long offset, String what, Object expected, Object found) {
    return Finding.Place.of(home.relativize(file).toString(), offset, what, expected, found);
  }

  /** Where the reader of a file has stopped. */
  Finding.Place place(Path file, Exception why) {
    return why instanceof CorruptFileException corrupt
        ? place(file, corrupt.offset(), corrupt.what(), corrupt.expected(), corrupt.found())
        : place(file, 0, "file", "one that can be read", why);
  }

  List<Finding> all() {
    return List.copyOf(all);
  }

  long omitted() {
    return omitted;
  }
}
