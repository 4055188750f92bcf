package org.culverhouse.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.culverhouse.mailbox.StoreId;

/** Where the files of a store are. */
record StoreFiles(Path root, StoreId id) {
  private static final String SEGMENT_SUFFIX = ".seg";

  /** Holds all stores whose ids end alike. */
  Path parent() {
    return root.resolve(id.toString().substring(14));
  }

  Path home() {
    return parent().resolve(id.toString());
  }

  Path identity() {
    return home().resolve("STORE");
  }

  Path owner() {
    return home().resolve("OWNER");
  }

  Path log() {
    return home().resolve("log");
  }

  Path big() {
    return home().resolve("big");
  }

  Path temporary() {
    return home().resolve("tmp");
  }

  Path snapshots() {
    return home().resolve("snap");
  }

  Path indexes() {
    return home().resolve("mbx");
  }

  Path quarantine() {
    return home().resolve("quarantine");
  }

  Path segment(long number) {
    return log().resolve(String.format(Locale.ROOT, "%08d", number) + SEGMENT_SUFFIX);
  }

  Path snapshot(long generation) {
    return snapshots().resolve(String.format(Locale.ROOT, "%016x.snap", generation));
  }

  Path index(long mailbox, long generation) {
    return indexes().resolve(String.format(Locale.ROOT, "%016x.%016x.idx", mailbox, generation));
  }

  Path big(long blobId) {
    return big().resolve(String.format(Locale.ROOT, "%016x.msg", blobId));
  }

  Path temporary(long blobId) {
    return temporary().resolve(big(blobId).getFileName());
  }

  /** The numbers of all segments, ascending. */
  List<Long> segments(StoreIo io) throws IOException {
    var numbers = new ArrayList<Long>();
    for (var name : io.list(log())) {
      if (name.matches("[0-9]{8}\\.seg")) {
        numbers.add(Long.parseLong(name.substring(0, 8)));
      }
    }
    return numbers;
  }
}
