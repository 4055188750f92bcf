package org.culverhouse.runtime;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Folders that are there after a power cut as well. */
final class Folders {
  private Folders() {}

  /** Makes a folder below one that exists, unless it is there. */
  static Path make(Path folder) throws IOException {
    Files.createDirectories(folder);
    sync(folder.resolve(".."));
    return folder;
  }

  /** Puts the names in a folder on disk. */
  static void sync(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
