package org.culverhouse.boot;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Starts {@code culver} in a class loader below that of the application server. The server is on
 * the class path, because only what stands there can come from the class-data archive; the launcher
 * and its libraries are not, because what stands there would hide classes of the deployed archives.
 */
public final class Boot {
  private Boot() {}

  public static void main(String[] arguments) throws Exception {
    // Not closed: its classes are needed until the process ends.
    @SuppressWarnings("resource")
    var launcher = new URLClassLoader("launcher", launcher(), Boot.class.getClassLoader());
    var main = launcher.loadClass("org.culverhouse.server.Main").getMethod("main", String[].class);
    try {
      main.invoke(null, (Object) arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private static URL[] launcher() throws IOException, URISyntaxException {
    var self = Path.of(Boot.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (var jars = Files.list(self.resolveSibling("launcher"))) {
      return jars.sorted().map(Boot::url).toArray(URL[]::new);
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
