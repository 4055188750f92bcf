package org.culverhouse.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.culverhouse.api.model.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  private static Settings with(String key, String value) {
    return Settings.read(Map.of(key, value)::get);
  }

  @Test
  void everyDefaultCanBeRead() {
    var settings = Settings.read(key -> null);

    assertThat(settings.text(Setting.LOGIN_PLAINTEXT)).isEqualTo("never");
    assertThat(settings.count(Setting.USER_CONNECTIONS)).isEqualTo(50);
    assertThat(settings.size(Setting.MESSAGE_MAX_SIZE)).isEqualTo(64_000_000);
    assertThat(settings.duration(Setting.IDLE_TIMEOUT)).isEqualTo(Duration.ofMinutes(30));
    assertThat(settings.networks(Setting.TRUSTED_NETWORKS)).isEmpty();
    assertThat(settings.path(Setting.TLS_KEY)).isEmpty();
    assertThat(settings.isOn(Setting.DEMO)).isFalse();
    assertThat(settings.databaseUrl()).startsWith("jdbc:h2:file:/").contains("db/culverhouse");
  }

  @Test
  void valuesAreBroughtIntoOneForm() {
    assertThat(with("imap.login.plaintext", " Loopback ").text(Setting.LOGIN_PLAINTEXT))
        .isEqualTo("loopback");
    assertThat(with("imap.port", "0143").count(Setting.IMAP_PORT)).isEqualTo(143);
    for (var limit : List.of("0", "1000", "1000000000")) {
      assertThat(with("imap.command.max-messages", limit).text(Setting.COMMAND_MAX_MESSAGES))
          .isEqualTo(limit);
    }
    assertThat(
            with("limits.trusted-networks", "10.0.0.0/8, 2001:db8::/32")
                .networks(Setting.TRUSTED_NETWORKS))
        .isEqualTo(List.of(Network.parse("10.0.0.0/8"), Network.parse("2001:db8::/32")));
  }

  @ParameterizedTest
  @CsvSource({
    "imap.port, 65536",
    "imap.port, imap",
    "imap.command.max-messages, 1",
    "imap.command.max-messages, 999",
    "imap.command.max-messages, 1000000001",
    "imap.command.max-messages, -1",
    "imap.port, ''",
    "imap.idle.timeout, PT5M",
    "imap.idle.timeout, 30 minutes",
    "imap.login.plaintext, sometimes",
    "imap.message.max-size, 64 Q",
    "limits.trusted-networks, 10.0.0.1/8",
    "limits.trusted-networks, localhost",
    "demo, 1"
  })
  void aWrongValueIsRefusedByName(String key, String value) {
    assertThatThrownBy(() -> with(key, value))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(value);
  }

  @Test
  void allFaultsAreToldTogether() {
    assertThatThrownBy(() -> Settings.read(Map.of("imap.port", "x", "demo", "y")::get))
        .isInstanceOfSatisfying(SettingsException.class, e -> assertThat(e.faults()).hasSize(2));
  }

  @Test
  void unknownKeysAreRefusedByName() {
    assertThat(Settings.unknown(List.of("imap.prot", "imap.port", "nonsense.entirely")))
        .containsExactly(
            "unknown setting imap.prot: did you mean imap.port?",
            "unknown setting nonsense.entirely");
  }

  @Test
  void keysAreUnlikeEachOther() {
    assertThat(Arrays.stream(Setting.values()).map(Setting::key)).doesNotHaveDuplicates();
  }

  @Test
  void secretsAreNotShown() {
    assertThat(with("db.password", "hunter22").toString()).doesNotContain("hunter22");
    assertThat(with("db.password", "hunter22").toMap()).containsEntry("db.password", "hunter22");
  }

  @Test
  void theMapMakesTheSameSettingsAgain() {
    var first = Settings.read(Map.of("imap.message.max-size", "1 GB", "data.folder", "/srv")::get);
    var second = Settings.read(first.toMap()::get);

    assertThat(second.toMap()).isEqualTo(first.toMap());
  }

  @Test
  void theDocumentedFileHoldsEveryKeyWithItsDefault() throws Exception {
    var properties = new Properties();
    properties.load(new StringReader(Settings.documented().replaceAll("(?m)^#(?! )", "")));

    assertThat(properties.stringPropertyNames())
        .containsExactlyInAnyOrder(
            Arrays.stream(Setting.values()).map(Setting::key).toArray(String[]::new));
    assertThat(Settings.read(properties::getProperty).toMap())
        .isEqualTo(Settings.read(key -> null).toMap());
  }
}
