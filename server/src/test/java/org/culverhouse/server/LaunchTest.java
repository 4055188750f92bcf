package org.culverhouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import org.culverhouse.cli.ExitCode;
import org.culverhouse.cli.Failure;
import org.culverhouse.runtime.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @TempDir Path temporary;

  @Test
  void freePortsAreFilledIn() {
    var launch = prepare(Map.of());

    assertThat(launch.settings().count(Setting.IMAP_PORT))
        .isPositive()
        .isEqualTo(launch.addresses().imap().getPort());
    assertThat(launch.addresses().ready())
        .matches("ready imap=127.0.0.1:\\d+ imaps=127.0.0.1:\\d+ http=127.0.0.1:\\d+");
  }

  @Test
  void aCertificateIsMadeOnceAndKept() throws Exception {
    var first = Files.readString(prepare(Map.of()).certificate());
    var second = Files.readString(prepare(Map.of()).certificate());

    assertThat(second).isEqualTo(first);
  }

  @Test
  void theCertificateIsForThisMachineAndFitsItsKey() throws Exception {
    var made = SelfSigned.make("mail.example.org", NOW, new SecureRandom());

    var certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(
                    new ByteArrayInputStream(made.certificate().getBytes(StandardCharsets.UTF_8)));
    assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=mail.example.org");
    assertThat(certificate.getSubjectAlternativeNames().stream().map(name -> "" + name.get(1)))
        .contains("localhost", "mail.example.org", "127.0.0.1");
    certificate.checkValidity(java.util.Date.from(NOW));
    var signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(KeyFactory.getInstance("EC").generatePrivate(key(made.key())));
    signature.update((byte) 1);
    var signed = signature.sign();
    signature.initVerify(certificate);
    signature.update((byte) 1);
    assertThat(signature.verify(signed)).isTrue();
  }

  @Test
  void aCertificateWithoutItsKeyIsRefused() {
    assertThatThrownBy(() -> prepare(Map.of("tls.certificate", "cert.pem")))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(ExitCode.CONFIG);
              assertThat(failure.line()).contains("tls.key");
            });
  }

  @Test
  void aCertificateThatIsNotThereIsNamed() {
    assertThatThrownBy(
            () -> prepare(Map.of("tls.certificate", "/nowhere/c.pem", "tls.key", "/nowhere/k.pem")))
        .hasMessageContaining("tls.certificate")
        .hasMessageContaining("/nowhere/c.pem");
  }

  private Launch prepare(Map<String, String> options) {
    var configuration = new Configuration().options(options);
    configuration.standard(
        Map.of(
            Setting.IMAP_BIND, "127.0.0.1",
            Setting.IMAP_PORT, "0",
            Setting.IMAPS_PORT, "0",
            Setting.HTTP_PORT, "0"));
    try (var folder = DataFolder.open(temporary.resolve("data"))) {
      return Launch.prepare(
          configuration.settings(), EnumSet.allOf(Setting.class), folder, new SecureRandom(), NOW);
    }
  }

  private static PKCS8EncodedKeySpec key(String pem) {
    var base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    return new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
  }
}
