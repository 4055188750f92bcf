package org.culverhouse.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.culverhouse.cli.ExitCode;
import org.culverhouse.cli.Failure;
import org.culverhouse.runtime.Setting;
import org.culverhouse.runtime.Settings;

/**
 * What one start of the server is given.
 *
 * @param settings with nothing left open: real ports, a certificate
 */
record Launch(Settings settings, Addresses addresses) {
  /**
   * @param fixed the ports that somebody has asked for, so that another one will not do
   */
  static Launch prepare(
      Settings settings, Set<Setting> fixed, DataFolder folder, SecureRandom random, Instant now) {
    var values = new HashMap<>(settings.toMap());
    var ports = new Ports(random);
    var addresses =
        new Addresses(
            port(ports, settings, fixed, Setting.IMAP_BIND, Setting.IMAP_PORT),
            port(ports, settings, fixed, Setting.IMAP_BIND, Setting.IMAPS_PORT),
            port(ports, settings, fixed, Setting.HTTP_BIND, Setting.HTTP_PORT));
    put(values, Setting.IMAP_PORT, addresses.imap().getPort());
    put(values, Setting.IMAPS_PORT, addresses.imaps().getPort());
    put(values, Setting.HTTP_PORT, addresses.http().getPort());
    certify(values, settings, folder, random, now);
    return new Launch(Settings.read(values::get), addresses);
  }

  Path certificate() {
    return settings.path(Setting.TLS_CERTIFICATE).orElseThrow();
  }

  private static void put(Map<String, String> values, Setting setting, Object value) {
    values.put(setting.key(), value.toString());
  }

  private static InetSocketAddress port(
      Ports ports, Settings settings, Set<Setting> fixed, Setting bind, Setting port) {
    var address = settings.text(bind);
    return fixed.contains(port)
        ? ports.settle(address, settings.count(port), port.key())
        : ports.prefer(address, settings.count(port), port.key());
  }

  private static void certify(
      Map<String, String> values,
      Settings settings,
      DataFolder folder,
      SecureRandom random,
      Instant now) {
    var certificate = settings.path(Setting.TLS_CERTIFICATE);
    var key = settings.path(Setting.TLS_KEY);
    if (certificate.isPresent() != key.isPresent()) {
      throw new Failure(ExitCode.CONFIG, "tls.certificate and tls.key belong together: set both");
    }
    certificate.ifPresent(path -> readable(Setting.TLS_CERTIFICATE, path));
    key.ifPresent(path -> readable(Setting.TLS_KEY, path));
    if (certificate.isPresent()) {
      return;
    }
    if (!Files.exists(folder.certificate()) || !Files.exists(folder.key())) {
      var made = SelfSigned.make(hostName(), now, random);
      folder.write(folder.key(), made.key());
      folder.write(folder.certificate(), made.certificate());
    }
    put(values, Setting.TLS_CERTIFICATE, folder.certificate());
    put(values, Setting.TLS_KEY, folder.key());
  }

  private static void readable(Setting setting, Path file) {
    if (!Files.isReadable(file)) {
      throw new Failure(ExitCode.CONFIG, setting.key() + ": cannot read " + file);
    }
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getCanonicalHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
