package org.culverhouse.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Messages whose sizes do not fit into 31 or 32 bits, with a server of 512 MB: {@code
 * -Dculver.huge} adds those that take minutes.
 */
class HugeMessageIT {
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final int LINE = 64;
  private static final int LINES_AT_ONCE = 4096;
  private static final byte[] HEADER = "Subject: whale\r\n\r\n".getBytes(ISO_8859_1);

  /** What the spool, the mail and a margin take. */
  private static final int COPIES = 2;

  @Test
  void aMessageOfMoreThan31Bits() throws Exception {
    check((1L << 31) + 1);
  }

  @Test
  @EnabledIfSystemProperty(named = "culver.huge", matches = "true")
  void aMessageOfMoreThan32Bits() throws Exception {
    check((1L << 32) + 1);
  }

  @Test
  @EnabledIfSystemProperty(named = "culver.huge", matches = "true")
  void aMessageOf6GiB() throws Exception {
    check(6L << 30);
  }

  private static void check(long size) throws Exception {
    var data = Build.newFolder("huge");
    Assumptions.assumeTrue(
        Files.getFileStore(data).getUsableSpace() > COPIES * size + (4L << 30),
        "there is too little room for a message of " + size + " octets");
    try (var server =
        CulverServer.start(
            data,
            "--set",
            "imap.login.plaintext=loopback",
            "--set",
            "imap.literal=plus",
            "--set",
            "imap.message.max-size=" + (8L << 30))) {
      server.admin().createDomain("example.org");
      server.admin().createUser("ada@example.org", "pa55-word");
      try (var client = new Client(server)) {
        long begin = System.nanoTime();
        client.append(size);
        System.out.printf(
            Locale.ROOT, "APPEND of %d octets: %.1f s%n", size, (System.nanoTime() - begin) / 1e9);
        client.command("SELECT INBOX");
        assertThat(client.command("FETCH 1 RFC822.SIZE")).contains("(RFC822.SIZE " + size + ")");
        assertThat(client.command("SEARCH LARGER " + (size - 1))).contains("* SEARCH 1\r\n");
        assertThat(client.command("SEARCH LARGER " + size)).doesNotContain("SEARCH 1");
        for (long from : new long[] {0, size / 2, size - 101}) {
          assertThat(client.command("FETCH 1 BODY.PEEK[]<%d.100>".formatted(from)))
              .contains("BODY[]<%d> {100}\r\n%s".formatted(from, octets(from, 100)));
        }
        assertThat(client.command("COPY 1 INBOX")).contains("a OK");
        assertThat(client.command("FETCH 2 RFC822.SIZE")).contains("(RFC822.SIZE " + size + ")");
        assertThat(big(data)).isEqualTo(1);
        client.command("STORE 1:2 +FLAGS.SILENT (\\Deleted)");
        assertThat(client.command("EXPUNGE")).contains("a OK");
      }
    }
    assertThat(big(data)).as("large files after a close").isZero();
  }

  private static long big(Path data) throws IOException {
    try (var files = Files.walk(data.resolve("mail"))) {
      return files.filter(file -> file.toString().endsWith(".msg")).count();
    }
  }

  /** The octets of every such message at a place; each line says where it is. */
  private static String octets(long from, int count) {
    var text = new StringBuilder();
    long line = Math.max(0, from - HEADER.length) / LINE;
    if (from < HEADER.length) {
      text.append(new String(HEADER, ISO_8859_1).substring((int) from));
    }
    int skip = (int) (Math.max(0, from - HEADER.length) % LINE);
    int begin = text.length();
    while (text.length() < begin + skip + count) {
      text.append("%062d\r\n".formatted(line++));
    }
    return text.delete(begin, begin + skip).substring(0, count);
  }

  /** A client that sends what no memory could hold. One thread. */
  private static final class Client implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Client(CulverServer server) throws IOException {
      socket = new Socket(server.imap().getHostString(), server.imap().getPort());
      socket.setSoTimeout((int) PATIENCE.toMillis());
      in = socket.getInputStream();
      out = socket.getOutputStream();
      until("\r\n");
      assertThat(command("LOGIN ada@example.org pa55-word")).contains("a OK");
    }

    String command(String command) throws IOException {
      out.write(("a " + command + "\r\n").getBytes(ISO_8859_1));
      return answer();
    }

    private String answer() throws IOException {
      var text = new StringBuilder();
      String line;
      do {
        line = until("\r\n");
        text.append(line);
      } while (!line.startsWith("a "));
      return text.toString();
    }

    private String until(String end) throws IOException {
      var text = new StringBuilder();
      while (text.length() < end.length() || !text.substring(text.length() - 2).equals(end)) {
        int octet = in.read();
        if (octet < 0) {
          throw new IOException("the server has closed the connection after " + text);
        }
        text.append((char) octet);
      }
      return text.toString();
    }

    void append(long size) throws IOException {
      out.write("a APPEND INBOX {%d+}\r\n".formatted(size).getBytes(ISO_8859_1));
      out.write(HEADER);
      var lines = new byte[LINES_AT_ONCE * LINE];
      Arrays.fill(lines, (byte) '0');
      long line = 0;
      for (long left = size - HEADER.length; left > 0; left -= lines.length) {
        for (int at = 0; at < lines.length; at += LINE) {
          number(lines, at, line++);
        }
        out.write(lines, 0, (int) Math.min(left, lines.length));
      }
      out.write("\r\n".getBytes(ISO_8859_1));
      assertThat(answer()).contains("a OK");
    }

    private static void number(byte[] lines, int at, long line) {
      int place = at + LINE - 3;
      for (long rest = line; rest > 0; rest /= 10) {
        lines[place--] = (byte) ('0' + rest % 10);
      }
      lines[at + LINE - 2] = '\r';
      lines[at + LINE - 1] = '\n';
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
