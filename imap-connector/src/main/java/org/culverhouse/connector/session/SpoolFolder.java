package org.culverhouse.connector.session;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where messages of APPEND lie while they come in. A file is deleted when it is closed, on Unix
 * already when it is opened; what a crash left behind elsewhere is removed at the next start.
 */
public final class SpoolFolder {
  private static final String SUFFIX = ".literal";

  private final Path folder;

  public SpoolFolder(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
    try (var leftovers = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (var leftover : leftovers) {
        Files.deleteIfExists(leftover);
      }
    }
  }

  FileChannel newFile() throws IOException {
    var file = Files.createTempFile(folder, "", SUFFIX);
    return FileChannel.open(
        file,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }
}
