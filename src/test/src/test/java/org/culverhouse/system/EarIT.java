package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
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

      assertThat(console(server)).startsWith("default-src 'none'");
      try (var connection = ImapConnection.open(new InetSocketAddress("127.0.0.1", port))) {
        assertThat(connection.read()).as(server.log()).startsWith("* OK");
        assertThat(connection.command("a", "LOGIN ear@example.org Passw0rd-ear")).contains("a OK");
        assertThat(connection.command("b", "SELECT INBOX")).contains("b OK");
      }
    }
  }

  /** The policy of the console's page, which is at the same path as in the merged WAR. */
  private static String console(PayaraServer server) throws IOException {
    var http = server.http();
    var uri = URI.create("http://%s:%d/".formatted(http.getHostString(), http.getPort()));
    var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build();
    try (var client = HttpClient.newBuilder().followRedirects(Redirect.NORMAL).build()) {
      var page = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(page.uri().getPath()).isEqualTo("/console/");
      assertThat(page.body()).contains("<title>Culverhouse</title>");
      return page.headers().firstValue("Content-Security-Policy").orElse("");
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
