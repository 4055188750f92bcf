package org.culverhouse.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the modules have compiled, and where their sources are. */
final class Modules {
  private Modules() {}

  static Path root() {
    return Path.of(System.getProperty("culver.root", "../..")).toAbsolutePath().normalize();
  }

  static JavaClasses classes() {
    return new ClassFileImporter().importPaths(folders("target/classes"));
  }

  /** Each module's folder of this name, where it has one. */
  private static List<Path> folders(String name) {
    try (var modules = Files.list(root())) {
      return modules
          .map(module -> module.resolve(name))
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
