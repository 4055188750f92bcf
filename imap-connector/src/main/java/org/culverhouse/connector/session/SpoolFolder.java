package org.culverhouse.connector.session;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where messages of APPEND lie while they come in. A file that nobody has taken is deleted when it
 * is closed; what a crash left behind is removed at the next start, and what could not be deleted
 * when it is cleaned. Thread-safe.
 */
public final class SpoolFolder {
  private static final System.Logger LOG = System.getLogger(SpoolFolder.class.getName());
  private static final String SUFFIX = ".literal";

  private final Path folder;
  private final Set<Path> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong names = new AtomicLong();

  public SpoolFolder(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
    clean();
  }

  SpooledLiteral newLiteral() throws IOException {
    while (true) {
      var path = folder.resolve(names.incrementAndGet() + SUFFIX);
      open.add(path);
      try {
        return new SpooledLiteral(path, () -> open.remove(path));
      } catch (FileAlreadyExistsException leftover) {
        open.remove(path);
      } catch (IOException e) {
        open.remove(path);
        throw e;
      }
    }
  }

  /** How many messages come in now. */
  int size() {
    return open.size();
  }

  /**
   * Deletes files that belong to no message that comes in.
   *
   * @return how many
   */
  public int clean() throws IOException {
    int deleted = 0;
    try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (var file : files) {
        if (!open.contains(file) && Files.deleteIfExists(file)) {
          deleted++;
        }
      }
    }
    if (deleted > 0) {
      LOG.log(Level.INFO, "{0} messages that never arrived as a whole have been deleted", deleted);
    }
    return deleted;
  }
}
