package org.culverhouse.connector.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that does not read (C-45): it costs what fits between the water marks, no more. */
class SlowReaderTest {
  private static final int LINE = "* OK [ALERT] line 100000\r\n".length();

  @TempDir Path folder;
  private final RecordingListener listener = new RecordingListener();

  private TestClient asksForMuch(Listeners listeners) throws Exception {
    var client =
        TestClient.withReceiveBuffer(listeners.addresses().imap().orElseThrow(), 16 * 1024);
    client.line();
    client.send("in LOGIN u p\r\n").line();
    return client.send("a LIST \"\" *\r\n");
  }

  @Test
  void theWriterWaitsForTheReader() throws Exception {
    try (var listeners = new Listeners(ListenerConfig.loopback(folder), listener).start();
        var client = asksForMuch(listeners)) {
      // What both kernels buffer, and then the water mark: far below the whole answer.
      await()
          .during(Duration.ofMillis(300))
          .until(listener.linesWritten::get, written -> written < RecordingListener.LIST_LINES);
      assertThat(client.linesUntil("a ")).hasSize(RecordingListener.LIST_LINES + 1);
    }
  }

  @Test
  void whoNeverReadsIsCutOff() throws Exception {
    var impatient =
        ListenerConfig.loopback(folder)
            .withTimeouts(Timeouts.defaults().withStalled(Duration.ofMillis(300)));
    try (var listeners = new Listeners(impatient, listener).start();
        var client = asksForMuch(listeners)) {
      await().until(() -> listener.eventsSoFar().contains("CLOSED 1"));
      assertThat((long) listener.linesWritten.get() * LINE)
          .isLessThan((long) RecordingListener.LIST_LINES * LINE / 2);
    }
  }

  @Test
  void othersAreServedMeanwhile() throws Exception {
    try (var listeners = new Listeners(ListenerConfig.loopback(folder), listener).start();
        var slow = asksForMuch(listeners);
        var other = new TestClient(listeners.addresses().imap().orElseThrow())) {
      other.line();
      assertThat(other.send("b NOOP\r\n").line()).isEqualTo("b OK NOOP done");
      assertThat(slow.line()).isEqualTo("* OK [ALERT] line 0");
    }
  }
}
