package org.culverhouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.culverhouse.cli.ExitCode;
import org.culverhouse.cli.Failure;
import org.culverhouse.runtime.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
  @TempDir Path folder;

  @Test
  void optionsWinOverTheEnvironmentAndThatOverTheFile() throws IOException {
    var file = file("imap.port=1\nimaps.port=2\nhttp.port=3\n");

    var settings =
        new Configuration()
            .file(file)
            .environment(Map.of("CULVER_IMAPS_PORT", "20", "CULVER_HTTP_PORT", "30"))
            .options(Map.of("http.port", "300"))
            .settings();

    assertThat(settings.count(Setting.IMAP_PORT)).isEqualTo(1);
    assertThat(settings.count(Setting.IMAPS_PORT)).isEqualTo(20);
    assertThat(settings.count(Setting.HTTP_PORT)).isEqualTo(300);
  }

  @Test
  void otherStandardValuesHoldOnlyWhereNothingIsSaid() {
    var layers = new Configuration().options(Map.of("imap.port", "5143"));

    var held = layers.standard(Map.of(Setting.IMAP_PORT, "1143", Setting.IMAPS_PORT, "1993"));

    assertThat(held).containsExactly(Setting.IMAPS_PORT);
    assertThat(layers.settings().count(Setting.IMAP_PORT)).isEqualTo(5143);
    assertThat(layers.settings().count(Setting.IMAPS_PORT)).isEqualTo(1993);
  }

  @Test
  void anUnknownKeyInAFileIsRefusedByNameWithTheFile() throws IOException {
    var file = file("imap.prot=1143\n");

    assertConfigFailure(new Configuration().file(file), "imap.prot", file.toString(), "imap.port?");
  }

  @Test
  void anUnknownVariableIsRefusedByName() {
    assertConfigFailure(new Configuration().environment(Map.of("CULVER_NOPE", "1")), "CULVER_NOPE");
  }

  @Test
  void variablesOfOthersAndThoseOfTheScriptAreLeftAlone() {
    var settings =
        new Configuration()
            .environment(Map.of("HOME", "/", "CULVER_JAVA_OPTS", "-Xmx1g"))
            .settings();

    assertThat(settings.count(Setting.IMAP_PORT)).isEqualTo(143);
  }

  @Test
  void allFaultsAreToldAtOnce() {
    assertConfigFailure(
        new Configuration().options(Map.of("nope", "1", "imap.port", "many")), "nope", "imap.port");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> new Configuration().file(folder.resolve("gone")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("gone");
  }

  @Test
  void everySettingHasItsVariable() {
    assertThat(Configuration.variable(Setting.MESSAGE_MAX_SIZE))
        .isEqualTo("CULVER_IMAP_MESSAGE_MAX_SIZE");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("culverhouse.properties"), text);
  }

  private static void assertConfigFailure(Configuration configuration, String... parts) {
    assertThatThrownBy(configuration::settings)
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(ExitCode.CONFIG);
              assertThat(failure.line()).contains(parts);
            });
  }
}
