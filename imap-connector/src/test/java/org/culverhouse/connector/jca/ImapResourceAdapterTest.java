package org.culverhouse.connector.jca;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.ResourceException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.culverhouse.api.ConnectionGoneException;
import org.culverhouse.api.ImapListener;
import org.culverhouse.api.ImapSession;
import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.command.Command;
import org.culverhouse.api.response.Response.Condition;
import org.culverhouse.api.response.Response.Tagged;
import org.culverhouse.api.response.Response.Untagged;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImapResourceAdapterTest {
  @TempDir Path folder;
  private final CompletableFuture<Boolean> closed = new CompletableFuture<>();
  private final TestEndpoints endpoints = new TestEndpoints(new Bean());
  private final ImapResourceAdapter adapter = new ImapResourceAdapter();
  private volatile @Nullable ClassLoader loader;

  private class Bean implements ImapListener {
    @Override
    public void opened(ImapSession session, ResponseWriter out) {
      out.write(new Untagged(Condition.OK, Optional.empty(), "hello"));
    }

    @Override
    public void command(ImapSession session, Command command, ResponseWriter out) {
      loader = Thread.currentThread().getContextClassLoader();
      session.challenge(new byte[0]);
      out.write(Tagged.ok(command.tag(), "done"));
    }

    @Override
    public void changed(ImapSession session, ResponseWriter out) {}

    @Override
    public void closed(ImapSession session) {
      closed.complete(true);
    }
  }

  @AfterEach
  void stop() {
    adapter.stop();
  }

  private ImapActivationSpec spec() {
    var spec = new ImapActivationSpec();
    spec.setBindAddress("127.0.0.1");
    spec.setPort("0");
    spec.setSpoolFolder(folder.resolve("spool").toString());
    spec.setPortsFile(folder.resolve("ports").toString());
    return spec;
  }

  private Socket connect() throws IOException {
    var line = Files.readAllLines(folder.resolve("ports")).getFirst();
    assertThat(line).startsWith("imap=127.0.0.1:");
    var socket =
        new Socket("127.0.0.1", Integer.parseInt(line.substring("imap=127.0.0.1:".length())));
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static String everythingFrom(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
  }

  @Test
  void theBeanIsCalledThroughEndpointsThatAreGivenBack() throws Exception {
    adapter.endpointActivation(endpoints, spec());
    try (var client = connect()) {
      client.getOutputStream().write("a NOOP\r\n\r\n".getBytes(ISO_8859_1));
      client.shutdownOutput();
      assertThat(everythingFrom(client)).isEqualTo("* OK hello\r\n+ \r\na OK done\r\n");
    }
    assertThat(closed.get(20, TimeUnit.SECONDS)).isTrue();
    adapter.stop();
    assertThat(endpoints.inUse).hasValue(0);
  }

  @Test
  void aLostConnectionIsRecognisedBehindWhatTheContainerWrapsItIn() throws Exception {
    var listener =
        new EndpointListener(
            new TestEndpoints(
                new Bean() {
                  @Override
                  public void opened(ImapSession session, ResponseWriter out) {
                    throw new ConnectionGoneException("gone");
                  }
                }));
    assertThatThrownBy(() -> listener.opened(someSession(), nobody()))
        .isInstanceOf(ConnectionGoneException.class);
  }

  @Test
  void onlyTheConnectionIsDeliveredThroughTheContainer() throws Exception {
    adapter.endpointActivation(endpoints, spec());
    try (var client = connect()) {
      client.getOutputStream().write("a NOOP\r\n\r\nb NOOP\r\n\r\n".getBytes(ISO_8859_1));
      client.shutdownOutput();
      assertThat(everythingFrom(client)).endsWith("b OK done\r\n");
    }
    assertThat(closed.get(20, TimeUnit.SECONDS)).isTrue();
    assertThat(endpoints.called).containsExactly("ready", "direct", "opened");
    assertThat(loader).isSameAs(Bean.class.getClassLoader());
  }

  private static ResponseWriter nobody() {
    return (ResponseWriter)
        Proxy.newProxyInstance(
            ResponseWriter.class.getClassLoader(),
            new Class<?>[] {ResponseWriter.class},
            (proxy, method, arguments) -> null);
  }

  private static ImapSession someSession() {
    return (ImapSession)
        Proxy.newProxyInstance(
            ImapSession.class.getClassLoader(),
            new Class<?>[] {ImapSession.class},
            (proxy, method, arguments) -> "nobody asks");
  }

  @Test
  void withoutTheApplicationConnectionsEndPolitely() throws Exception {
    adapter.endpointActivation(endpoints, spec());
    try (var first = connect()) {
      first.getInputStream().readNBytes("* OK hello\r\n".length());
    }
    endpoints.available = false;
    try (var client = connect()) {
      assertThat(everythingFrom(client))
          .isEqualTo("* BYE [UNAVAILABLE] the server is not available\r\n");
    }
  }

  @Test
  void deactivationClosesTheListenersAndRemovesThePortsFile() throws Exception {
    var spec = spec();
    adapter.endpointActivation(endpoints, spec);
    try (var client = connect()) {
      client.getInputStream().readNBytes("* OK hello\r\n".length());
      adapter.endpointDeactivation(endpoints, spec);
      assertThat(everythingFrom(client))
          .isEqualTo("* BYE [UNAVAILABLE] the server is shutting down\r\n");
    }
    assertThat(folder.resolve("ports")).doesNotExist();
  }

  @Test
  void aTakenPortFailsTheActivation() throws Exception {
    adapter.endpointActivation(endpoints, spec());
    try (var client = connect()) {
      var same = spec();
      same.setPort(Integer.toString(client.getPort()));
      assertThatThrownBy(() -> adapter.endpointActivation(new TestEndpoints(new Bean()), same))
          .isInstanceOf(ResourceException.class)
          .hasMessageContaining("imap cannot listen on 127.0.0.1 port " + client.getPort());
    }
  }
}
