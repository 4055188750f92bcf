package org.culverhouse.server;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.culverhouse.cli.ExitCode;
import org.culverhouse.cli.Failure;

/** The unpacked distribution. */
record Home(Path path) {
  /** Where this class came from: {@code HOME/lib/launcher/server.jar}. */
  static Home find() {
    try {
      var jar = Path.of(Home.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return new Home(jar.resolve("../../..").normalize());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The resource adapter: it must be deployed before the application that listens to it. */
  Path connector() {
    return part("app/imap-connector.rar");
  }

  Path application() {
    return part("app/culverhouse.war");
  }

  Path payara() {
    return part("lib/payara");
  }

  private Path part(String name) {
    var part = path.resolve(name);
    if (!Files.isReadable(part)) {
      throw new Failure(
          ExitCode.UNAVAILABLE, part + " is missing: unpack the distribution again, as a whole");
    }
    return part;
  }

  static String resource(String name) {
    try (var in = Home.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
