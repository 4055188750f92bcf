package org.culverhouse.server;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashSet;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate that nobody has vouched for (RFC 5280), so that TLS works from the first minute.
 *
 * @param certificate as PEM
 * @param key PKCS #8 as PEM
 */
record SelfSigned(String certificate, String key) {
  // Mail programs remember such a certificate by its fingerprint: it should not change often.
  private static final Duration LIFE = Duration.ofDays(3650);
  private static final int SERIAL_BITS = 127;
  private static final int LONGEST_COMMON_NAME = 64;

  /** For {@code localhost} and the given host name. */
  static SelfSigned make(String host, Instant now, SecureRandom random) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      var pair = generator.generateKeyPair();
      var common = host.length() <= LONGEST_COMMON_NAME ? host : "localhost";
      var name = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, common).build();
      var builder =
          new JcaX509v3CertificateBuilder(
              name,
              new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1),
              Date.from(now.minus(Duration.ofHours(1))),
              Date.from(now.plus(LIFE)),
              name,
              pair.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      builder.addExtension(Extension.subjectAlternativeName, false, names(host));
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
      var certificate = new JcaX509CertificateConverter().getCertificate(builder.build(signer));
      return new SelfSigned(pem(certificate), pem(new JcaPKCS8Generator(pair.getPrivate(), null)));
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("no certificate could be made", e);
    }
  }

  private static GeneralNames names(String host) {
    var names = new LinkedHashSet<GeneralName>();
    names.add(new GeneralName(GeneralName.dNSName, "localhost"));
    if (!host.equals("localhost")) {
      names.add(new GeneralName(GeneralName.dNSName, host));
    }
    names.add(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
    names.add(new GeneralName(GeneralName.iPAddress, "::1"));
    return general(names);
  }

  private static GeneralNames general(Collection<GeneralName> names) {
    return new GeneralNames(names.toArray(GeneralName[]::new));
  }

  private static String pem(Object object) throws IOException {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return "SelfSigned";
  }
}
