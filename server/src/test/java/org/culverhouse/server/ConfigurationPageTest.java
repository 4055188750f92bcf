package org.culverhouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.culverhouse.runtime.Setting;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} tells what the table of settings says, no more and no less. */
class ConfigurationPageTest {
  @Test
  void thePageHoldsTheTableOfSettings() throws IOException {
    var page = Files.readString(Path.of("../docs/configuration.md"));

    var rows =
        page.lines()
            .dropWhile(line -> !line.startsWith("|---"))
            .skip(1)
            .takeWhile(line -> line.startsWith("|"))
            .collect(Collectors.joining("\n"));
    assertThat(rows)
        .as("docs/configuration.md: copy the expected rows into it")
        .isEqualTo(
            Arrays.stream(Setting.values())
                .map(ConfigurationPageTest::row)
                .collect(Collectors.joining("\n")));
  }

  private static String row(Setting setting) {
    var standard = setting.standard().isEmpty() ? "" : "`" + setting.standard() + "`";
    return "| `%s` | %s | %s | %s |"
        .formatted(setting.key(), standard, setting.form(), setting.description())
        .replace("  ", " ");
  }
}
