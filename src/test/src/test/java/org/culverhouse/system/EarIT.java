package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.Map;
import org.culverhouse.script.ImapConnection;
import org.junit.jupiter.api.Test;

/** The same modules as one EAR on a full Jakarta EE server. */
class EarIT {
  @Test
  void aUserMadeByRestLogsInOverImap() throws IOException {
    var data = Build.newFolder("ear");
    int port = freePort();
    var settings =
        Map.of(
            "DATA_FOLDER",
            data.toString(),
            "DB_URL",
            "jdbc:h2:file:" + data.resolve("db/culverhouse") + ";WRITE_DELAY=0",
            "IMAP_BIND",
            "127.0.0.1",
            "IMAP_PORT",
            String.valueOf(port),
            "IMAP_LOGIN_PLAINTEXT",
            "loopback");
    try (var server = PayaraServer.start(settings)) {
      server.deploy(Build.root().resolve("ear/target/culverhouse.ear"));
      var admin =
          new AdminApi(server.http(), Files.readString(data.resolve("admin-token")).strip());
      admin.createDomain("example.org");
      admin.createUser("ear@example.org", "Passw0rd-ear");

      try (var connection = ImapConnection.open(new InetSocketAddress("127.0.0.1", port))) {
        assertThat(connection.read()).as(server.log()).startsWith("* OK");
        assertThat(connection.command("a", "LOGIN ear@example.org Passw0rd-ear")).contains("a OK");
        assertThat(connection.command("b", "SELECT INBOX")).contains("b OK");
      }
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
