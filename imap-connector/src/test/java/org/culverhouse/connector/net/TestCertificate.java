package org.culverhouse.connector.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for 127.0.0.1, fresh from the JDK's keytool, and a client that trusts it alone. */
record TestCertificate(Path certificate, Path key, SSLContext trust) {
  private static final String PASSWORD = "changeit";

  static TestCertificate in(Path folder) throws Exception {
    var file = folder.resolve("test.p12");
    runKeytool(file);
    var store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    var certificate = store.getCertificate("test");
    var key = store.getKey("test", PASSWORD.toCharArray());
    return new TestCertificate(
        pem(folder.resolve("certificate.pem"), "CERTIFICATE", certificate.getEncoded()),
        pem(folder.resolve("key.pem"), "PRIVATE KEY", key.getEncoded()),
        trusting(certificate));
  }

  TlsFiles with(TlsProvider provider) {
    return new TlsFiles(certificate, key, provider);
  }

  private static void runKeytool(Path file) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "test",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString())
            .inheritIO()
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("keytool failed");
    }
  }

  private static Path pem(Path file, String type, byte[] octets) throws IOException {
    var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets);
    return Files.writeString(
        file, "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(type, body, type));
  }

  private static SSLContext trusting(java.security.cert.Certificate certificate)
      throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("test", certificate);
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }
}
