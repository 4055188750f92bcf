package org.culverhouse.store;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Reads the caches of a store, which are right or passed over. One thread. */
final class CacheCheck {
  private final StoreIo io;
  private final StoreFiles files;
  private final UUID store;
  private final Findings findings;
  private final LongConsumer progress;

  CacheCheck(StoreIo io, StoreFiles files, UUID store, Findings findings, LongConsumer progress) {
    this.io = io;
    this.files = files;
    this.store = store;
    this.findings = findings;
    this.progress = progress;
  }

  void run(List<Long> segments) throws IOException {
    try (var handles = new ReadHandles(io, 1)) {
      for (long segment : segments) {
        var path = files.cache(segment);
        try {
          new CacheFile(io, handles, files, store, segment, 0).check();
        } catch (CorruptFileException e) {
          findings.add(new Finding.Cache(findings.place(path, e)));
        }
        progress.accept(files.octets(io, path));
      }
    }
  }
}
