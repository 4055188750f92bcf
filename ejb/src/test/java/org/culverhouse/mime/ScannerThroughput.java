package org.culverhouse.mime;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says how fast the scanner is, by the time of its thread: run {@code main}. */
final class ScannerThroughput {
  private static final int ROUNDS = 12;
  private static final long TARGET = 2L << 30;
  private static long sink;

  private ScannerThroughput() {}

  public static void main(String[] arguments) {
    var mixed = messages(200, 120_000);
    var small = messages(2_000, 6_000);
    for (int round = 1; round <= ROUNDS; round++) {
      System.out.printf(
          Locale.ROOT,
          "round %2d: large %6.0f MB/s   small %6.0f MB/s   small with record %6.0f MB/s%n",
          round,
          measure(mixed, Work.SCAN),
          measure(small, Work.SCAN),
          measure(small, Work.RECORD));
    }
    System.out.println(sink);
  }

  private enum Work {
    SCAN,
    RECORD
  }

  private static double measure(List<byte[]> messages, Work work) {
    long octets = 0;
    long start = cpuTime();
    while (octets < TARGET / (work == Work.RECORD ? 8 : 2)) {
      for (byte[] message : messages) {
        var scanner = new MimeScanner();
        for (int at = 0; at < message.length; at += 65_536) {
          scanner.feed(ByteBuffer.wrap(message, at, Math.min(65_536, message.length - at)));
        }
        var structure = scanner.finish();
        sink += work == Work.RECORD ? structure.encode().remaining() : structure.size();
        octets += message.length;
      }
    }
    return octets * 1000.0 / (cpuTime() - start);
  }

  private static long cpuTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** A text and two attachments in base64 each. */
  private static List<byte[]> messages(int count, int size) {
    var messages = new ArrayList<byte[]>();
    String line =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/abcdefghijkl\r\n";
    for (int i = 0; i < count; i++) {
      String body = line.repeat(size / 3 / line.length());
      String text =
          "Received: from a.example (a [192.0.2.1])\r\n\tby b.example with ESMTPS id 1;\r\n\tMon, 1 Jan 2024 10:00:00 +0000\r\n"
              + "From: \"A B\" <a@b.example>\r\nTo: c@d.example, e@f.example\r\nSubject: message "
              + i
              + "\r\nDate: Mon, 1 Jan 2024 10:00:00 +0000\r\nMessage-ID: <"
              + i
              + "@b.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"=_b"
              + i
              + "\"\r\n\r\n";
      String part =
          "--=_b"
              + i
              + "\r\nContent-Type: application/pdf; name=\"x.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
              + body;
      String all =
          text
              + part.replace("application/pdf", "text/plain")
              + part
              + part
              + "--=_b"
              + i
              + "--\r\n";
      messages.add(all.getBytes(StandardCharsets.US_ASCII));
    }
    return messages;
  }
}
