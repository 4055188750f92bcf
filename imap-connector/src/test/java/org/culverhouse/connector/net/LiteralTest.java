package org.culverhouse.connector.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.culverhouse.api.Content;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Literals on real sockets (RFC 9051 section 4.3, RFC 7888), those too large for memory as well.
 */
class LiteralTest {
  @TempDir Path folder;
  private final RecordingListener listener = new RecordingListener();
  private Path spool;
  private Listeners listeners;

  @BeforeEach
  void start() throws Exception {
    spool = Files.createDirectory(folder.resolve("spool"));
    Files.writeString(spool.resolve("123.literal"), "left behind by a crash");
    listeners = new Listeners(ListenerConfig.loopback(spool), listener).start();
  }

  @AfterEach
  void stop() {
    listeners.close();
  }

  private TestClient loggedIn() throws Exception {
    var client = new TestClient(listeners.addresses().imap().orElseThrow());
    client.line();
    client.send("in LOGIN u p\r\n").line();
    return client;
  }

  private static byte[] message(int size) {
    var octets = new byte[size];
    new Random(size).nextBytes(octets);
    for (int i = 0; i < size; i++) {
      octets[i] = (byte) ('a' + Math.floorMod(octets[i], 26));
    }
    return octets;
  }

  private static String digest(byte[] message) {
    return RecordingListener.digest(Content.of(ByteBuffer.wrap(message)));
  }

  private static long spooledFiles(Path spool) throws Exception {
    try (var files = Files.list(spool)) {
      return files.count();
    }
  }

  @Test
  void aLiteralIsAskedFor() throws Exception {
    var message = message(100);
    try (var client = loggedIn()) {
      assertThat(client.send("a APPEND INBOX {100}\r\n").line()).startsWith("+ ");
      assertThat(client.send(message).send("\r\n").line()).isEqualTo("a OK " + digest(message));
    }
  }

  @Test
  void aSmallLiteralMayComeUnasked() throws Exception {
    var message = message(4096);
    try (var client = loggedIn()) {
      client.send("a APPEND INBOX {4096+}\r\n").send(message).send("\r\n");
      assertThat(client.line()).isEqualTo("a OK " + digest(message));
    }
  }

  @Test
  void aLargeMessageGoesThroughTheSpoolFolder() throws Exception {
    var message = message(5 << 20);
    try (var client = loggedIn()) {
      assertThat(client.send("a APPEND INBOX {" + message.length + "}\r\n").line())
          .startsWith("+ ");
      assertThat(client.send(message).send("\r\n").line()).isEqualTo("a OK " + digest(message));
    }
    assertThat(spooledFiles(spool)).isZero();
  }

  @Test
  void oneLargeMessageAfterTheOtherOnTheSameConnection() throws Exception {
    try (var client = loggedIn()) {
      for (int size : new int[] {65_000, 65_537, 100_000, 1 << 20, (1 << 20) + 1, 70_000}) {
        var message = message(size);
        client.send("a APPEND INBOX {" + size + "}\r\n").line();
        assertThat(client.send(message).send("\r\n").line()).isEqualTo("a OK " + digest(message));
      }
    }
  }

  @Test
  void nothingIsLeftOfAMessageThatBreaksOff() throws Exception {
    var client = loggedIn();
    client.send("a APPEND INBOX {5000000}\r\n").line();
    client.send(message(1_200_000));
    client.reset();
    await().until(() -> listener.eventsSoFar().contains("CLOSED 1"));
    assertThat(listener.eventsSoFar()).containsExactly("LOGIN in", "CLOSED 1");
    assertThat(spooledFiles(spool)).isZero();
  }

  @Test
  void whatACrashLeftBehindIsRemovedAtTheStart() throws Exception {
    assertThat(spooledFiles(spool)).isZero();
  }
}
