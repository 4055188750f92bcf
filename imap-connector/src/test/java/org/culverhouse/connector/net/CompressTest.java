package org.culverhouse.connector.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** COMPRESS=DEFLATE (RFC 4978) and its end (RFC 8437 section 4.1). */
class CompressTest {
  private static final int MIB = 1 << 20;

  @TempDir Path folder;
  private final RecordingListener listener = new RecordingListener();
  private Listeners listeners;
  private TestClient client;

  @BeforeEach
  void connect() throws Exception {
    listeners = new Listeners(ListenerConfig.loopback(folder), listener).start();
    client = new TestClient(listeners.addresses().imap().orElseThrow());
    client.line();
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    listeners.close();
  }

  private TestClient loggedIn() throws Exception {
    assertThat(client.send("in LOGIN u p\r\n").line()).isEqualTo("in OK LOGIN done");
    return client;
  }

  private TestClient compressed() throws Exception {
    assertThat(loggedIn().send("on COMPRESS DEFLATE\r\n").line()).isEqualTo("on OK DEFLATE begins");
    client.compress();
    return client;
  }

  /** What a client sends that deflates the text and flushes behind it. */
  private static byte[] deflated(String text, int flush) {
    var deflater = new Deflater(6, true);
    var octets = text.getBytes(ISO_8859_1);
    deflater.setInput(octets);
    var target = new byte[octets.length + 100];
    int count = deflater.deflate(target, 0, target.length, flush);
    deflater.end();
    return java.util.Arrays.copyOf(target, count);
  }

  private static byte[] joined(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (var part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(ISO_8859_1);
  }

  @Test
  void bothSidesDeflateBehindTheAnswer() throws Exception {
    compressed();
    assertThat(client.send("a NOOP\r\n").line()).isEqualTo("a OK NOOP done");
    assertThat(client.send("b CHECK\r\nc SELECT x\r\n").line()).startsWith("b BAD ");
    assertThat(client.line()).isEqualTo("c OK SELECT done");
    client.send("d LOGOUT\r\n");
    assertThat(client.line()).isEqualTo("* BYE bye");
    assertThat(client.line()).isEqualTo("d OK LOGOUT done");
  }

  /** Each answer is made by a deflater of its own, which goes on from the last one. */
  @Test
  void manyAnswersAreOneStream() throws Exception {
    compressed();
    for (int i = 0; i < 3000; i++) {
      var tag = "t" + i;
      assertThat(client.send(tag + " NOOP\r\n").line()).isEqualTo(tag + " OK NOOP done");
    }
  }

  @Test
  void muchIsSentInLess() throws Exception {
    compressed();
    var session = listener.sessions.take();
    client.send("a LIST \"\" *\r\n");
    assertThat(client.linesUntil("a ")).hasSize(RecordingListener.LIST_LINES + 1);
    long plain = RecordingListener.LIST_LINES * (long) "* OK [ALERT] line 123456\r\n".length();
    assertThat(session.bytesOut()).isBetween(plain / 100, plain / 3);
  }

  /** The octets of the wire are told, not what they stand for. */
  @Test
  void theOctetsOfTheWireAreCounted() throws Exception {
    loggedIn();
    var session = listener.sessions.take();
    client.send("a COMPRESS DEFLATE\r\n").line();
    long before = session.bytesIn();
    var packed = deflated("b NOOP\r\n".repeat(1000), Deflater.SYNC_FLUSH);
    client.send(packed);
    client.compress();
    assertThat(client.line()).isEqualTo("b OK NOOP done");
    assertThat(session.bytesIn() - before).isEqualTo(packed.length);
  }

  /** RFC 4978 section 3: what follows the command is deflated, in the same packet too. */
  @Test
  void whatCameBehindTheCommandIsInflated() throws Exception {
    loggedIn();
    client.send(
        joined(ascii("a COMPRESS DEFLATE\r\n"), deflated("b NOOP\r\n", Deflater.SYNC_FLUSH)));
    assertThat(client.line()).isEqualTo("a OK DEFLATE begins");
    client.compress();
    assertThat(client.line()).isEqualTo("b OK NOOP done");
  }

  @Test
  void theStreamMayBeCutAnywhere() throws Exception {
    loggedIn();
    client.send("a COMPRESS DEFLATE\r\n").line();
    for (byte octet : deflated("b NOOP\r\nc APPEND x {3+}\r\nabc\r\n", Deflater.SYNC_FLUSH)) {
      client.send(new byte[] {octet});
    }
    client.compress();
    assertThat(client.line()).isEqualTo("b OK NOOP done");
    assertThat(client.line()).isEqualTo("c OK 3/352441c2");
  }

  /** A client may flush behind each octet (C-43). */
  @Test
  void eachOctetMayBeFlushed() throws Exception {
    compressed();
    for (byte octet : ascii("a NOOP\r\n")) {
      client.send(new byte[] {octet});
    }
    assertThat(client.line()).isEqualTo("a OK NOOP done");
  }

  @Test
  void plainTextInsteadEndsTheSessionPolitely() throws Exception {
    loggedIn();
    client.send("a COMPRESS DEFLATE\r\nb NOOP\r\nc NOOP\r\n");
    assertThat(client.line()).isEqualTo("a OK DEFLATE begins");
    client.compress();
    assertThat(client.line()).startsWith("* BYE [CLIENTBUG] this is not deflated");
    assertThat(listener.eventsSoFar()).noneMatch(event -> event.startsWith("NOOP"));
  }

  @Test
  void nothingFollowsTheLastBlockOfAStream() throws Exception {
    compressed();
    // A stream of its own that ends at once, and another octet.
    client.endsCompressionOfTheClient();
    client.send(new byte[] {3, 0, 1});
    assertThat(client.line()).startsWith("* BYE [CLIENTBUG] this is not deflated");
  }

  @Test
  void aStrangerMayNotCompress() throws Exception {
    assertThat(client.send("a COMPRESS DEFLATE\r\n").line())
        .isEqualTo("a BAD COMPRESS is not allowed before login");
    assertThat(client.send("b NOOP\r\n").line()).isEqualTo("b OK NOOP done");
  }

  @Test
  void compressionDoesNotBeginTwice() throws Exception {
    compressed();
    assertThat(client.send("a COMPRESS DEFLATE\r\n").line())
        .isEqualTo("a NO [COMPRESSIONACTIVE] DEFLATE has begun");
    assertThat(client.send("b NOOP\r\n").line()).isEqualTo("b OK NOOP done");
  }

  @Test
  void anUnknownAlgorithmChangesNothing() throws Exception {
    loggedIn();
    assertThat(client.send("a COMPRESS GZIP\r\n").line()).startsWith("a BAD ");
    assertThat(client.send("b NOOP\r\n").line()).isEqualTo("b OK NOOP done");
  }

  /** C-43: what is inflated has the limits of what is not. */
  @Test
  void aLineIsNotLongerForBeingDeflated() throws Exception {
    loggedIn();
    client.send("a COMPRESS DEFLATE\r\n").line();
    client.send(deflated("b " + "x".repeat(64 * MIB), Deflater.SYNC_FLUSH));
    client.compress();
    assertThat(client.line())
        .isEqualTo("* BYE [LIMIT] A command may have 65536 octets beside its literals");
  }

  /** C-43: a thousand commands in an octet are a thousand commands, and others are served. */
  @Test
  void packedCommandsDoNotKeepOthersWaiting() throws Exception {
    int commands = 500_000;
    loggedIn();
    client.send("a COMPRESS DEFLATE\r\n").line();
    client.send(deflated("b NOOP\r\n".repeat(commands), Deflater.SYNC_FLUSH));
    try (var other = new TestClient(listeners.addresses().imap().orElseThrow())) {
      other.line();
      long begun = System.nanoTime();
      assertThat(other.send("x NOOP\r\n").line()).isEqualTo("x OK NOOP done");
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
    }
  }

  @Test
  void anIdlingClientIsTold() throws Exception {
    compressed();
    assertThat(client.send("a IDLE\r\n").line()).isEqualTo("+ idling");
    listener.sessions.take().wake();
    assertThat(client.line()).isEqualTo("* 23 EXISTS");
    assertThat(client.send("DONE\r\n").line()).isEqualTo("a OK DONE done");
  }

  @Test
  void largeMessagesPass() throws Exception {
    compressed();
    var message = "0123456789abcdef".repeat(3 * MIB / 16);
    client.send("a APPEND x {" + message.length() + "}\r\n");
    assertThat(client.line()).startsWith("+ ");
    client.send(message + "\r\n");
    assertThat(client.line()).startsWith("a OK " + message.length() + "/");
  }

  /** RFC 8437 section 4.1; the user may go without asking whether it worked. */
  @Test
  void compressionEndsWithTheUser() throws Exception {
    loggedIn();
    client.send("a COMPRESS DEFLATE\r\n").line();
    client.send(
        joined(
            deflated("b UNAUTHENTICATE\r\n", Deflater.SYNC_FLUSH), ascii("c LOGIN other p\r\n")));
    client.compress();
    assertThat(client.line()).isEqualTo("b OK UNAUTHENTICATE done");
    assertThat(client.endsCompression()).isTrue();
    assertThat(client.line()).isEqualTo("c OK LOGIN done");
    assertThat(client.send("d COMPRESS DEFLATE\r\n").line()).isEqualTo("d OK DEFLATE begins");
    client.compress();
    assertThat(client.send("e NOOP\r\n").line()).isEqualTo("e OK NOOP done");
  }

  @Test
  void theEndMayBeCutAnywhere() throws Exception {
    for (int flush : List.of(Deflater.SYNC_FLUSH, Deflater.FULL_FLUSH)) {
      loggedIn();
      client.send("a COMPRESS DEFLATE\r\n").line();
      var end = joined(deflated("b UNAUTHENTICATE\r\n", flush), ascii("c LOGIN other p\r\n"));
      for (byte octet : end) {
        client.send(new byte[] {octet});
        Thread.sleep(1);
      }
      client.compress();
      assertThat(client.line()).isEqualTo("b OK UNAUTHENTICATE done");
      assertThat(client.endsCompression()).isTrue();
      assertThat(client.line()).isEqualTo("c OK LOGIN done");
      assertThat(client.send("d UNAUTHENTICATE\r\n").line()).isEqualTo("d OK UNAUTHENTICATE done");
    }
  }

  @Test
  void whatIsDeflatedBehindTheEndIsNeverRun() throws Exception {
    loggedIn();
    client.send("a COMPRESS DEFLATE\r\n").line();
    client.send(deflated("b UNAUTHENTICATE\r\nc LOGIN other p\r\n", Deflater.SYNC_FLUSH));
    client.compress();
    assertThat(client.line()).isEqualTo("b OK UNAUTHENTICATE done");
    assertThat(client.endsCompression()).isTrue();
    assertThat(client.line()).startsWith("* BYE [CLIENTBUG] this is not deflated");
    assertThat(listener.eventsSoFar()).doesNotContain("LOGIN c");
  }

  @Test
  void aClientThatDoesNotReadIsCutOffAsAnyOther() throws Exception {
    var impatient =
        ListenerConfig.loopback(folder)
            .withTimeouts(Timeouts.defaults().withStalled(Duration.ofMillis(300)));
    try (var others = new Listeners(impatient, listener).start();
        var slow =
            TestClient.withReceiveBuffer(others.addresses().imap().orElseThrow(), 16 * 1024)) {
      slow.line();
      slow.send("a LOGIN u p\r\n").line();
      slow.send("b COMPRESS DEFLATE\r\n").line();
      // Far more than all buffers hold, deflated too.
      slow.send(deflated("c LIST \"\" *\r\n".repeat(20), Deflater.SYNC_FLUSH));
      await().until(() -> listener.eventsSoFar().stream().anyMatch(e -> e.startsWith("CLOSED")));
    }
  }
}
