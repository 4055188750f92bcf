package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** Two copies of a class in one application are two classes: the shared ones are there once. */
class ArchivesIT {
  private static final String SHARED = "org/culverhouse/api/ImapListener.class";

  @Test
  void theDistributionHoldsTheSharedClassesOnce() throws IOException {
    var places = new ArrayList<String>();
    try (var files = Files.walk(Build.distribution())) {
      for (var file : files.filter(ArchivesIT::isApplication).toList()) {
        places.addAll(places(file));
      }
    }

    assertThat(places).hasSize(1);
  }

  @Test
  void theEarHoldsTheSharedClassesOnce() throws IOException {
    var ear = Build.root().resolve("ear/target/culverhouse.ear");
    assertThat(ear).exists();

    assertThat(places(ear)).hasSize(1);
  }

  private static boolean isApplication(Path file) {
    return file.toString().endsWith(".rar") || file.toString().endsWith(".war");
  }

  private static List<String> places(Path archive) throws IOException {
    var places = new ArrayList<String>();
    try (var in = Files.newInputStream(archive)) {
      search(in, String.valueOf(archive.getFileName()), places);
    }
    return places;
  }

  private static void search(InputStream archive, String name, List<String> places)
      throws IOException {
    var zip = new ZipInputStream(archive);
    for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (entry.getName().endsWith(SHARED)) {
        places.add(name + "!" + entry.getName());
      } else if (entry.getName().matches(".*\\.(jar|war|rar)")) {
        search(new ByteArrayInputStream(zip.readAllBytes()), name + "!" + entry.getName(), places);
      }
    }
  }
}
