package org.culverhouse.connector.jca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.spi.InvalidPropertyException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.culverhouse.api.model.Network;
import org.culverhouse.connector.net.NetworkLimits;
import org.culverhouse.connector.net.TlsProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImapActivationSpecTest {
  private final ImapActivationSpec spec = new ImapActivationSpec();

  @Test
  void onlyTheSpoolFolderHasNoDefault() throws Exception {
    spec.setSpoolFolder("spool");
    var config = spec.toConfig();
    assertThat(config.imap()).hasValueSatisfying(at -> assertThat(at.getPort()).isEqualTo(143));
    assertThat(config.imaps()).isEmpty();
    assertThat(config.limits().maxUnaskedLiteral()).isEqualTo(4096);
    assertThat(config.timeouts().idle()).isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void everyPropertyArrives() throws Exception {
    spec.setBindAddress("127.0.0.1");
    spec.setPort("-1");
    spec.setTlsPort("0");
    spec.setTlsCertificate("c.pem");
    spec.setTlsKey("k.pem");
    spec.setTlsProvider("jdk");
    spec.setProxyNetworks("192.0.2.0/24");
    spec.setSpoolFolder("spool");
    spec.setPortsFile("ports");
    spec.setMaxConnections("7");
    spec.setMaxUnauthenticated("3");
    spec.setMaxNetworkConnections("6");
    spec.setMaxNetworkUnauthenticated("2");
    spec.setNetworkAcceptRate("5");
    spec.setTrustedNetworks("10.0.0.0/8, ::1");
    spec.setMaxMessageSize("1048576");
    spec.setLiteral("plus");
    spec.setIdleTimeout("PT45M");
    spec.setLoginTimeout("PT10S");
    var config = spec.toConfig();
    assertThat(config.imap()).isEmpty();
    assertThat(config.imaps().orElseThrow().getHostString()).isEqualTo("127.0.0.1");
    assertThat(config.tls().orElseThrow().provider()).isEqualTo(TlsProvider.JDK);
    assertThat(config.proxies()).containsExactly(Network.parse("192.0.2.0/24"));
    assertThat(config.limits().maxConnections()).isEqualTo(7);
    assertThat(config.limits().maxUnauthenticated()).isEqualTo(3);
    assertThat(config.limits().networks())
        .isEqualTo(
            new NetworkLimits(6, 2, 5, List.of(Network.parse("10.0.0.0/8"), Network.parse("::1"))));
    assertThat(config.limits().maxUnaskedLiteral()).isEqualTo(1 << 20);
    assertThat(config.timeouts().idle()).isEqualTo(Duration.ofMinutes(45));
    assertThat(config.timeouts().login()).isEqualTo(Duration.ofSeconds(10));
    assertThat(spec.portsPath()).contains(Path.of("ports"));
  }

  @ParameterizedTest
  @CsvSource({
    "port, 65536, from -1 to 65535",
    "port, imap, a whole number",
    "maxConnections, 0, from 1",
    "networkAcceptRate, 0, from 1",
    "trustedNetworks, 10.0.0.1/8, networks with commas",
    "literal, both, minus or plus",
    "idleTimeout, 30m, a duration such as PT30M",
    "idleTimeout, PT0S, longer than nothing",
  })
  void aWrongValueIsNamed(String property, String value, String right) throws Exception {
    spec.setSpoolFolder("spool");
    setterOf(property).accept(value);
    assertThatThrownBy(spec::validate)
        .isInstanceOf(InvalidPropertyException.class)
        .hasMessageContaining("activation property " + property + " is '" + value + "'")
        .hasMessageContaining(right);
  }

  private Consumer<String> setterOf(String property) {
    return switch (property) {
      case "port" -> spec::setPort;
      case "maxConnections" -> spec::setMaxConnections;
      case "networkAcceptRate" -> spec::setNetworkAcceptRate;
      case "trustedNetworks" -> spec::setTrustedNetworks;
      case "literal" -> spec::setLiteral;
      case "idleTimeout" -> spec::setIdleTimeout;
      default -> throw new IllegalArgumentException(property);
    };
  }

  @Test
  void aMissingSpoolFolderIsNamed() {
    assertThatThrownBy(spec::validate).hasMessageContaining("spoolFolder is missing");
  }

  @Test
  void tlsWithoutACertificateIsRefused() {
    spec.setSpoolFolder("spool");
    spec.setTlsPort("993");
    assertThatThrownBy(spec::validate).hasMessageContaining("imaps needs a certificate and a key");
  }
}
