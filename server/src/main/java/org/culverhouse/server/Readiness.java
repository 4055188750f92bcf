package org.culverhouse.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.culverhouse.api.model.Network;
import org.culverhouse.cli.ExitCode;
import org.culverhouse.cli.Failure;

/**
 * Asks the server the way a client does. The application server calls itself ready even when
 * nothing was deployed, so only this counts.
 */
final class Readiness {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int READ_TIMEOUT = 10_000;
  private static final int LONGEST_LINE = 8192;
  private static final String NOBODY = "readiness@localhost.invalid";

  private final Addresses addresses;
  private final ProbeTls tls;
  private final List<Network> proxies;
  private final Clock clock;

  /**
   * @param proxies networks whose connections have to name their client first
   */
  Readiness(Addresses addresses, ProbeTls tls, List<Network> proxies, Clock clock) {
    this.addresses = addresses;
    this.tls = tls;
    this.proxies = List.copyOf(proxies);
    this.clock = clock;
  }

  /**
   * Returns when everything answers, or when nobody is interested any more.
   *
   * @throws Failure SOFTWARE, saying what does not answer, after {@code patience}
   */
  void await(Duration patience, StopSignal stop) throws InterruptedException {
    var end = clock.instant().plus(patience);
    while (!stop.isWished()) {
      try {
        ask();
        return;
      } catch (IOException e) {
        if (clock.instant().isAfter(end)) {
          throw new Failure(ExitCode.SOFTWARE, "the server does not get ready: " + e.getMessage());
        }
        Thread.sleep(PAUSE);
      }
    }
  }

  private void ask() throws IOException, InterruptedException {
    http("/health/ready");
    try (var socket = connect(addresses.imap())) {
      greeting(socket, "IMAP");
    }
    try (var socket = tls.over(connect(addresses.imaps()))) {
      askAccounts(greeting(socket, "IMAPS"), socket);
    }
  }

  private void http(String path) throws IOException, InterruptedException {
    var address = Addresses.reachable(addresses.http());
    var request =
        HttpRequest.newBuilder(URI.create("http://" + Ports.text(address) + path))
            .timeout(Duration.ofMillis(READ_TIMEOUT))
            .build();
    // HTTP/2 would be switched to by an upgrade, and broken off at once.
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IOException(
            "REST: " + path + " answers " + response.statusCode() + " " + response.body());
      }
    }
  }

  /** As a proxy that speaks for itself, where this machine is taken for one. */
  private Socket connect(InetSocketAddress bound) throws IOException {
    var socket = new Socket();
    try {
      socket.connect(Addresses.reachable(bound), READ_TIMEOUT);
      socket.setSoTimeout(READ_TIMEOUT);
      if (proxies.stream().anyMatch(proxy -> proxy.contains(socket.getLocalAddress()))) {
        socket.getOutputStream().write("PROXY UNKNOWN\r\n".getBytes(StandardCharsets.US_ASCII));
      }
      return socket;
    } catch (IOException e) {
      socket.close();
      throw new IOException("nothing listens on " + Ports.text(bound), e);
    }
  }

  private static Greeted greeting(Socket socket, String what) throws IOException {
    var in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1),
            LONGEST_LINE);
    var line = in.readLine();
    if (line == null || !line.startsWith("* OK")) {
      throw new IOException(what + ": the greeting is " + line);
    }
    return new Greeted(in, line);
  }

  /** A connection whose server has said hello. */
  private record Greeted(BufferedReader in, String greeting) {}

  /** Makes the accounts look for somebody who is not there; best by SCRAM, which is no failure. */
  private static void askAccounts(Greeted server, Socket socket) throws IOException {
    Writer out = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.US_ASCII);
    var offered = List.of(server.greeting().split("[ \\]]"));
    var scram =
        Stream.of("SCRAM-SHA-256", "SCRAM-SHA-1")
            .filter(mechanism -> offered.contains("AUTH=" + mechanism))
            .findFirst();
    if (scram.isPresent()) {
      var first = ("n,,n=" + NOBODY + ",r=readiness").getBytes(StandardCharsets.US_ASCII);
      var initial = Base64.getEncoder().encodeToString(first);
      out.write("r1 AUTHENTICATE " + scram.get() + " " + initial + "\r\n");
    } else {
      out.write("r1 LOGIN " + NOBODY + " nobody\r\n");
    }
    out.flush();
    var line = answer(server.in());
    // Without SCRAM the command LOGIN may have been switched off as well.
    if (!line.startsWith(scram.isPresent() ? "+ " : "r1 NO [AUTHENTICATIONFAILED]")
        && !line.startsWith("r1 NO [CANNOT]")) {
      throw new IOException("IMAPS: a login answers " + line);
    }
    out.write(scram.isPresent() ? "*\r\nr2 LOGOUT\r\n" : "r2 LOGOUT\r\n");
    out.flush();
  }

  private static String answer(BufferedReader in) throws IOException {
    var line = in.readLine();
    while (line != null && line.startsWith("* ")) {
      line = in.readLine();
    }
    return String.valueOf(line);
  }
}
