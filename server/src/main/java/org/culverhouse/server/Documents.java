package org.culverhouse.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.culverhouse.runtime.Settings;

/** Writes the parts of the distribution that tell what the code knows. Run by the build. */
final class Documents {
  private Documents() {}

  public static void main(String[] arguments) throws IOException {
    var file = Path.of(arguments[0], "conf", Configuration.FILE_NAME);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, Settings.documented());
  }
}
