package org.culverhouse.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the build has put things. */
final class Build {
  private Build() {}

  static Path root() {
    return Path.of(System.getProperty("culver.root", "../..")).toAbsolutePath().normalize();
  }

  static Path distribution() {
    return root().resolve("server/target/culverhouse");
  }

  static Path culver() {
    return distribution().resolve("bin/culver");
  }

  /** A full Jakarta EE server, unpacked. */
  static Path payaraServer() {
    return root().resolve("src/test/target/payara/payara6");
  }

  static Path scripts() {
    return root().resolve("src/test/src/test/resources/scripts");
  }

  /** An empty folder of its own below target/. */
  static Path newFolder(String label) throws IOException {
    var parent = Files.createDirectories(root().resolve("src/test/target/system"));
    return Files.createTempDirectory(parent, label + "-");
  }
}
