package org.culverhouse.store;

import java.io.IOException;
import java.nio.file.Path;

/** Removes the files of a store: it is gone at once, and what is left of it soon. */
final class StoreRemoval {
  private static final String SUFFIX = ".removed";

  private final StoreIo io;
  private final StoreFiles files;

  StoreRemoval(StoreIo io, StoreFiles files) {
    this.io = io;
    this.files = files;
  }

  void run() throws IOException {
    var removed = files.parent().resolve(files.id() + SUFFIX);
    if (io.exists(files.home())) {
      deleteTree(removed);
      io.rename(files.home(), removed);
      io.syncDirectory(files.parent());
    }
    deleteTree(removed);
  }

  private void deleteTree(Path path) throws IOException {
    for (var name : io.list(path)) {
      deleteTree(path.resolve(name));
    }
    io.delete(path);
  }
}
