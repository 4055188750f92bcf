package org.culverhouse.system;

import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;

/** Programs from outside that a test drives. */
final class Programs {
  private Programs() {}

  /**
   * Leaves the test out where the program is missing; with {@code culver.require-clients} that is a
   * failure.
   */
  static String require(String name) {
    boolean there =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    if (!there && Boolean.getBoolean("culver.require-clients")) {
      fail(name + " is not installed, and culver.require-clients is set");
    }
    Assumptions.assumeTrue(there, name + " is not installed");
    return name;
  }
}
