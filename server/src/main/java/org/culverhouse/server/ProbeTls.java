package org.culverhouse.server;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.culverhouse.cli.ExitCode;
import org.culverhouse.cli.Failure;

/** TLS to our own listener: trusted is the one certificate that it was given. */
final class ProbeTls {
  private final SSLContext context;

  private ProbeTls(SSLContext context) {
    this.context = context;
  }

  /**
   * @param chain as PEM, the server's certificate first
   * @throws Failure CONFIG when there is no certificate in it
   */
  static ProbeTls trusting(Path chain) {
    try (var in = Files.newInputStream(chain)) {
      var own = CertificateFactory.getInstance("X.509").generateCertificate(in);
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Only(own)}, null);
      return new ProbeTls(context);
    } catch (CertificateException e) {
      throw new Failure(ExitCode.CONFIG, "tls.certificate: no certificate as PEM in " + chain);
    } catch (IOException e) {
      throw new Failure(ExitCode.CONFIG, "tls.certificate: cannot read " + chain + ": " + e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes a connection a TLS one; closes it when that fails. */
  SSLSocket over(Socket socket) throws IOException {
    try {
      var host = socket.getInetAddress().getHostAddress();
      var secured =
          (SSLSocket) context.getSocketFactory().createSocket(socket, host, socket.getPort(), true);
      secured.startHandshake();
      return secured;
    } catch (IOException e) {
      socket.close();
      throw new IOException("IMAPS: no TLS: " + e.getMessage(), e);
    }
  }

  private record Only(Certificate own) implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("no clients here");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      if (chain.length == 0 || !Arrays.equals(chain[0].getEncoded(), own.getEncoded())) {
        throw new CertificateException("another certificate than the one of the configuration");
      }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
