package org.culverhouse.server;

import java.nio.file.Path;
import java.util.Map;
import org.culverhouse.runtime.Setting;

/** What {@code serve --demo} does otherwise than a real server, and what it tells. */
final class DemoText {
  /** Ports that need no rights, on this machine only. */
  static final Map<Setting, String> SETTINGS =
      Map.of(
          Setting.IMAP_BIND, "127.0.0.1",
          Setting.HTTP_BIND, "127.0.0.1",
          Setting.IMAP_PORT, "1143",
          Setting.IMAPS_PORT, "1993",
          Setting.HTTP_PORT, "8080",
          Setting.LOGIN_PLAINTEXT, "loopback");

  private DemoText() {}

  static String of(Addresses addresses, Path folder) {
    return """

        Put this into a mail program:
          server      %s
          port        %d without encryption or with STARTTLS, %d with TLS (own certificate: accept it)
          user        ada@example.org or grace@example.org
          password    demo-mail

        Console and REST: http://%s/   token: %s
        Mail is kept in   %s

        """
        .formatted(
            Addresses.reachable(addresses.imap()).getAddress().getHostAddress(),
            addresses.imap().getPort(),
            addresses.imaps().getPort(),
            Ports.text(Addresses.reachable(addresses.http())),
            folder.resolve("admin-token"),
            folder);
  }
}
