package org.culverhouse.mime;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How fast the scanner reads messages of a text and two attachments in base64, in pieces of 64 KiB
 * as they arrive: a score is in MB/s. docs/testing.md says how to run it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class MimeScannerBench {
  private static final int PIECE = 65_536;

  /** How many octets, and millions of them, are read in one call. */
  private static final int TOTAL = 100_000_000;

  private static final int MEGABYTES = 100;

  @Param({"6000", "120000", "4000000"})
  int size;

  private byte[][] messages = {};

  @Setup
  public void makeMessages() {
    // More than fits into the caches of a processor.
    messages = new byte[Math.max(1, (1 << 26) / size)][];
    for (int i = 0; i < messages.length; i++) {
      messages[i] = message(i, size);
    }
  }

  @Benchmark
  @OperationsPerInvocation(MEGABYTES)
  public long scan() {
    long sum = 0;
    int octets = 0;
    for (int i = 0; octets < TOTAL; i = (i + 1) % messages.length) {
      sum += scanner(messages[i]).finish().size();
      octets += messages[i].length;
    }
    return sum;
  }

  /** With everything that is kept of a message. */
  @Benchmark
  @OperationsPerInvocation(MEGABYTES)
  public long record() {
    long sum = 0;
    int octets = 0;
    for (int i = 0; octets < TOTAL; i = (i + 1) % messages.length) {
      sum += scanner(messages[i]).finish().encode().remaining();
      octets += messages[i].length;
    }
    return sum;
  }

  private static MimeScanner scanner(byte[] message) {
    var scanner = new MimeScanner();
    for (int at = 0; at < message.length; at += PIECE) {
      scanner.feed(ByteBuffer.wrap(message, at, Math.min(PIECE, message.length - at)));
    }
    return scanner;
  }

  private static byte[] message(int number, int size) {
    var line = new StringBuilder();
    var random = new Random(number);
    while (line.length() < 76) {
      line.append((char) ('A' + random.nextInt(26)));
    }
    String body = line.append("\r\n").toString().repeat(Math.max(1, size / 3 / 78));
    String head =
        """
        Received: from a.example (a [192.0.2.1])
        \tby b.example with ESMTPS id 1;
        \tMon, 1 Jan 2024 10:00:00 +0000
        From: "A B" <a@b.example>
        To: c@d.example, e@f.example
        Subject: message %1$d
        Date: Mon, 1 Jan 2024 10:00:00 +0000
        Message-ID: <%1$d@b.example>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="=_b%1$d"

        --=_b%1$d
        Content-Type: text/plain

        """
            .formatted(number);
    String attachment =
        """
        --=_b%d
        Content-Type: application/pdf; name="x.pdf"
        Content-Transfer-Encoding: base64

        """
            .formatted(number);
    String crlf = (head + "\0" + attachment + "\0" + attachment + "\0").replace("\n", "\r\n");
    return (crlf.replace("\0", body) + "--=_b" + number + "--\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
