package org.culverhouse.connector.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where messages of APPEND lie while they come in. A file that nobody has taken is deleted when it
 * is closed; what a crash left behind is removed at the next start.
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

  SpooledLiteral newLiteral() throws IOException {
    return new SpooledLiteral(Files.createTempFile(folder, "", SUFFIX));
  }
}
