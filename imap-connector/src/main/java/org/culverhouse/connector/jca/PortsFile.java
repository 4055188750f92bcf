package org.culverhouse.connector.jca;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.culverhouse.connector.net.Addresses;

/**
 * Tells other processes where the listeners are: {@code imap=127.0.0.1:1143}, a line for each.
 * There as a whole or not at all.
 */
record PortsFile(Path file) {
  private static final System.Logger LOG = System.getLogger(PortsFile.class.getName());

  void write(Addresses addresses) throws IOException {
    var unfinished = file.resolveSibling(file.getFileName() + ".new");
    Files.write(unfinished, addresses.entries());
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The file of the ports cannot be deleted", e);
    }
  }
}
