package org.culverhouse.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** Where a repair puts what it takes out of the way; nothing is ever removed from there. */
final class Quarantine {
  private final StoreIo io;
  private final StoreFiles files;

  Quarantine(StoreIo io, StoreFiles files) {
    this.io = io;
    this.files = files;
  }

  void take(Path file) throws IOException {
    if (!io.exists(file)) {
      return;
    }
    io.rename(file, free(String.valueOf(file.getFileName())));
    io.syncDirectory(files.quarantine());
    io.syncDirectory(file.resolveSibling(""));
  }

  /** Writes a part of a file anew, and keeps what stood there. */
  void replace(Path file, long offset, ByteBuffer octets) throws IOException {
    try (var handle = io.open(file, StoreIo.Access.WRITE)) {
      var before = ByteBuffer.allocate(octets.remaining());
      handle.read(offset, before);
      try (var kept = io.open(free(file.getFileName() + "@" + offset), StoreIo.Access.CREATE)) {
        kept.write(0, List.of(before.flip()));
        kept.forceAll();
      }
      io.syncDirectory(files.quarantine());
      handle.write(offset, List.of(octets));
      handle.force();
    }
  }

  /** A name that nothing there has. */
  private Path free(String name) throws IOException {
    if (!io.exists(files.quarantine())) {
      io.createDirectory(files.quarantine());
      io.syncDirectory(files.home());
    }
    var path = files.quarantine().resolve(name);
    for (int i = 2; io.exists(path); i++) {
      path = files.quarantine().resolve(name + "-" + i);
    }
    return path;
  }
}
