package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.culverhouse.script.ImapConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** S74a: a server behind a proxy on the same machine, which its own start has to get along with. */
class ProxyIT {
  private static final String USER = "ada@example.org";
  private static final String PASSWORD = "difference engine";

  private static CulverServer server;

  @BeforeAll
  static void start() throws IOException {
    server =
        CulverServer.start(
            Build.newFolder("proxy"),
            "--set",
            "imap.proxy.networks=127.0.0.0/8",
            "--set",
            "imap.login.plaintext=always");
    server.admin().createDomain("example.org");
    server.admin().createUser(USER, PASSWORD);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String logIn(String header) throws IOException {
    try (var connection = ImapConnection.open(server.imap())) {
      connection.send(header);
      assertThat(connection.read()).startsWith("* OK");
      return connection.command("l", "LOGIN " + USER + " \"" + PASSWORD + "\"").toString();
    }
  }

  private static String log() throws IOException {
    return Files.readString(server.data().resolve("log/culverhouse.0.log"));
  }

  @Test
  void theClientOfTheProxyIsTheClient() throws IOException {
    assertThat(logIn("PROXY TCP4 203.0.113.7 192.0.2.1 40000 143\r\n")).contains("l OK");
    assertThat(logIn("PROXY TCP6 2001:db8::7 2001:db8::1 40000 143\r\n")).contains("l OK");
    assertThat(log())
        .contains("login ok user=" + USER + " address=203.0.113.7 ")
        .contains("login ok user=" + USER + " address=2001:db8:0:0:0:0:0:7 ");
  }

  @Test
  void aProxyThatSpeaksForItselfIsTheClient() throws IOException {
    assertThat(logIn("PROXY UNKNOWN\r\n")).contains("l OK");
    assertThat(log()).contains("login ok user=" + USER + " address=127.0.0.1 ");
  }
}
