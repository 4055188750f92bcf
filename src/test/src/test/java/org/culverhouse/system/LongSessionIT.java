package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** S76: what a command needs is free again when it is answered, however long a session lasts. */
class LongSessionIT {
  private static final int COMMANDS = Integer.getInteger("culver.session.commands", 100_000);
  private static final int WARM = 20_000;
  private static final int NOOPS = 10_000;
  private static final int BATCH = 100;
  private static final int MAX_OCTETS_PER_NOOP = 2_000;
  private static final String[] MIXTURE = {
    "NOOP",
    "UID FETCH 1:* (FLAGS ENVELOPE)",
    "STORE 3 +FLAGS (\\Flagged $Work)",
    "SEARCH TEXT letter",
    "FETCH 2 BODY.PEEK[]",
    "STATUS INBOX (MESSAGES UNSEEN SIZE)",
    "STORE 3 -FLAGS (\\Flagged $Work)",
    "LIST \"\" *",
    "NO-SUCH-COMMAND",
    "FETCH 1 (INTERNALDATE RFC822.SIZE BODYSTRUCTURE)"
  };

  @Test
  void aLongSessionKeepsNothing() throws IOException {
    try (var server =
            CulverServer.start(Build.newFolder("long"), "--set", "imap.login.plaintext=loopback");
        var session = new LongSession(server)) {
      var probe = new ServerProbe(server);
      session.run(WARM, MIXTURE);
      long atFirst = probe.liveHeap();
      session.run(COMMANDS, MIXTURE);
      long afterwards = probe.liveHeap();
      System.out.printf(
          "%,d commands: %,d octets live before, %,d after%n", COMMANDS, atFirst, afterwards);
      assertThat(afterwards).as("octets in use").isLessThanOrEqualTo(atFirst + atFirst / 20);

      session.run(WARM, "NOOP");
      probe.collect();
      long before = probe.usedHeap();
      session.run(NOOPS, "NOOP");
      long octets = (probe.usedHeap() - before) / NOOPS;
      System.out.printf("%,d octets allocated a NOOP%n", octets);
      assertThat(octets).as("octets allocated a NOOP").isBetween(1L, (long) MAX_OCTETS_PER_NOOP);
    }
  }

  /** Sends some commands, reads their answers, and again. */
  private static final class LongSession implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;
    private int tags;

    LongSession(CulverServer server) throws IOException {
      var admin = server.admin();
      admin.createDomain("long.example");
      admin.createUser("ada@long.example", "Passw0rd-long");
      socket = new Socket(server.imap().getAddress(), server.imap().getPort());
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      in.readLine();
      run(1, "LOGIN ada@long.example Passw0rd-long");
      var letter = "From: ada@long.example\r\nSubject: letter\r\n\r\nText of a letter.\r\n";
      for (int i = 0; i < 10; i++) {
        run(1, "APPEND INBOX {" + letter.length() + "+}\r\n" + letter);
      }
      run(1, "SELECT INBOX");
    }

    /** The commands in turns, so many in all. */
    void run(int count, String... commands) throws IOException {
      int sent = 0;
      while (sent < count) {
        var batch = new StringBuilder();
        int last = Math.min(count, sent + BATCH);
        for (; sent < last; sent++) {
          batch.append('t').append(++tags).append(' ');
          batch.append(commands[sent % commands.length]).append("\r\n");
        }
        socket.getOutputStream().write(batch.toString().getBytes(StandardCharsets.ISO_8859_1));
        readUpTo("t" + tags + " ");
      }
    }

    private void readUpTo(String tag) throws IOException {
      for (var line = in.readLine(); !line.startsWith(tag); line = in.readLine()) {
        assertThat(line).doesNotStartWith("* BYE");
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
